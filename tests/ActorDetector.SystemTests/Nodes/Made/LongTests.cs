using System.Globalization;

namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>Whether tests may take an hour: the variable ACTORDETECTOR_LONG_TESTS is 1.</summary>
internal static class LongTests
{
    public static bool AreOn => Environment.GetEnvironmentVariable("ACTORDETECTOR_LONG_TESTS") is { } value && int.Parse(value, CultureInfo.InvariantCulture) == 1;
}
