using static ActorDetector.Logs.Text.ByteClasses;
using ByteClass = ActorDetector.Logs.Text.ByteClass;

namespace ActorDetector.Logs.Masking;

/// <summary>Finds whole and broken numbers and the units behind them.</summary>
internal static class NumberScanner
{
    private static readonly string[] SizeUnits = ["B", "KB", "kB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "PiB"];

    private static readonly string[] TimeUnits =
    [
        "ns", "us", "ms", "s", "sec", "secs", "min", "mins", "hr", "hrs", "millisecond", "milliseconds", "microsecond", "microseconds",
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days",
    ];

    /// <summary>The length of the number at <paramref name="at"/>, signed and broken numbers included; 0 if none ends there as a word does.</summary>
    public static int Length(ReadOnlySpan<byte> text, int at)
    {
        int start = text[at] is (byte)'+' or (byte)'-' ? at + 1 : at;
        int end = Skip(text, start, ByteClass.Digit);
        if (end == start)
            return 0;
        if (IsAt(text, end, '.') && IsAt(text, end + 1, ByteClass.Digit))
            end = Skip(text, end + 1, ByteClass.Digit);
        return IsWordAt(text, end) || (IsAt(text, end, '.') && IsWordAt(text, end + 1)) ? 0 : end - at;
    }

    /// <summary>The length of the unit at <paramref name="at"/>, with the one blank that may precede it; 0 if there is none.</summary>
    public static int UnitLength(ReadOnlySpan<byte> text, int at, out BuiltInMask mask)
    {
        mask = BuiltInMask.Num;
        int start = IsAt(text, at, ' ') ? at + 1 : at;
        int end = Skip(text, start, ByteClass.Letter);
        if (end == start || end - start > 12 || IsWordAt(text, end))
            return 0;
        mask = Unit(text[start..end]);
        return mask == BuiltInMask.Num ? 0 : end - at;
    }

    // Num if it is no unit.
    private static BuiltInMask Unit(ReadOnlySpan<byte> word)
    {
        foreach (string unit in word[^1] == 'B' ? SizeUnits : TimeUnits)
        {
            if (unit.Length == word.Length && System.Text.Ascii.Equals(word, unit))
                return word[^1] == 'B' ? BuiltInMask.Size : BuiltInMask.Duration;
        }

        return BuiltInMask.Num;
    }
}
