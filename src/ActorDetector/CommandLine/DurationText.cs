using System.Globalization;

namespace ActorDetector.CommandLine;

/// <summary>Lengths of time as people write them: <c>00:05:00</c>, <c>1.12:00:00</c>, <c>250ms</c>, <c>90s</c>, <c>5m</c>, <c>2h</c>,
/// <c>1d</c>. A bare number has no unit and is refused.</summary>
public static class DurationText
{
    private static readonly (string Suffix, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour), ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>Reads a length of time that is not negative.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value) && value >= TimeSpan.Zero;
        foreach ((string suffix, long ticks) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                continue;
            ReadOnlySpan<char> digits = text.AsSpan(0, text.Length - suffix.Length);
            if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                || number > (decimal)long.MaxValue / ticks)
                return false;
            value = TimeSpan.FromTicks((long)(number * ticks));
            return true;
        }

        return false;
    }
}
