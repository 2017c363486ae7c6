namespace ActorDetector.SystemTests.Processes;

/// <summary>How thorough tests are that could go on for ever.</summary>
internal static class Long
{
    /// <summary>Whether there is time: the environment variable ACTORDETECTOR_LONG_TESTS is 1.</summary>
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("ACTORDETECTOR_LONG_TESTS") == "1";

    /// <summary>How often a node is killed.</summary>
    public static int Kills => IsAsked ? 50 : 5;

    /// <summary>The seed of what is random: that of ACTORDETECTOR_TEST_SEED, else another every time.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ACTORDETECTOR_TEST_SEED"), out int seed) ? seed : Environment.TickCount & 0xffff;
}
