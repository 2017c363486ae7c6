using System.Globalization;

namespace ActorDetector.Output;

/// <summary>How far a long work is and how fast it goes.</summary>
/// <param name="Count">Units done so far.</param>
/// <param name="Fraction">Share of the work that is done, 0 to 1; null when the whole is not known.</param>
/// <param name="Elapsed">Time since it began.</param>
/// <param name="Unit">What is counted, in the plural, as "lines".</param>
public readonly record struct Pace(long Count, double? Fraction, TimeSpan Elapsed, string Unit)
{
    /// <summary>Units a second since the beginning; 0 before any time has passed.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Count / Elapsed.TotalSeconds : 0;

    /// <summary>The time left if the rest goes as fast; null when that cannot be told.</summary>
    public TimeSpan? Left => Fraction is > 0.001 and <= 1 ? Elapsed * ((1 - Fraction.Value) / Fraction.Value) : null;

    /// <summary>"1,200,000 lines, 400,000 lines/s, 45 %, 0:12 left".</summary>
    public override string ToString()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Count:N0} {Unit}, {Rate:N0} {Unit}/s");
        if (Fraction is { } fraction)
            text += string.Create(CultureInfo.InvariantCulture, $", {Math.Clamp(fraction, 0, 1) * 100:F0} %");
        return Left is { } left ? $"{text}, {Clock(left)} left" : text;
    }

    /// <summary>"1,200,000 lines in 3.0 s, 400,000 lines/s".</summary>
    public string Summary() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count:N0} {Unit} in {Elapsed.TotalSeconds:F1} s, {Rate:N0} {Unit}/s");

    private static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}")
        : string.Create(CultureInfo.InvariantCulture, $"{time:m\\:ss}");
}
