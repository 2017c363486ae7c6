using System.Globalization;

namespace ActorDetector.Output;

/// <summary>How figures are written for people, in every place alike.</summary>
internal static class Figures
{
    /// <summary>A whole number, its thousands apart.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A score or a threshold; one that nothing reaches is a dash.</summary>
    public static string Score(double number) =>
        number >= double.MaxValue ? "-" : number.ToString("0.####", CultureInfo.InvariantCulture);
}
