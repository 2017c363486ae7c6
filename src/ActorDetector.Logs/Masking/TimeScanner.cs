using static ActorDetector.Logs.Text.ByteClasses;
using ByteClass = ActorDetector.Logs.Text.ByteClass;

namespace ActorDetector.Logs.Masking;

/// <summary>Finds clock times, and dates written with the English names of months.</summary>
internal static class TimeScanner
{
    /// <summary>The length of the clock time at <paramref name="at"/>, as 9:05 or 20:40:53.744; or 0.</summary>
    public static int ClockLength(ReadOnlySpan<byte> text, int at)
    {
        int end = ClockEnd(text, at);
        return end < 0 || IsWordAt(text, end) || IsAt(text, end, ':') ? 0 : end - at;
    }

    /// <summary>The length of the date at <paramref name="at"/>, as <c>Fri Jul 15 03:55:15 2005</c> or <c>Jul 15</c>, the parts around
    /// month and day optional; or 0.</summary>
    public static int DateLength(ReadOnlySpan<byte> text, int at)
    {
        int month = at;
        if (IsName(text, at, "MonTueWedThuFriSatSun"u8))
            month = Gap(text, at + 3);
        if (month < 0 || !IsName(text, month, "JanFebMarAprMayJunJulAugSepOctNovDec"u8))
            return 0;
        int day = Gap(text, month + 3);
        if (day < 0)
            return 0;
        int end = Skip(text, day, ByteClass.Digit);
        if (end == day || end - day > 2)
            return 0;

        int clock = Gap(text, end);
        int clockEnd = clock < 0 ? -1 : ClockEnd(text, clock);
        if (clockEnd >= 0)
            end = clockEnd;
        end = YearEnd(text, end);
        return IsWordAt(text, end) ? 0 : end - at;
    }

    private static int ClockEnd(ReadOnlySpan<byte> text, int at)
    {
        int end = Skip(text, at, ByteClass.Digit);
        if (end == at || end - at > 2 || !IsSexagesimal(text, end))
            return -1;
        end += 3;
        if (IsSexagesimal(text, end))
            end += 3;
        if ((IsAt(text, end, '.') || IsAt(text, end, ',')) && IsAt(text, end + 1, ByteClass.Digit))
            end = Skip(text, end + 1, ByteClass.Digit);
        return end;
    }

    private static bool IsSexagesimal(ReadOnlySpan<byte> text, int at) =>
        IsAt(text, at, ':') && IsAt(text, at + 1, ByteClass.Digit) && IsAt(text, at + 2, ByteClass.Digit) && !IsAt(text, at + 3, ByteClass.Digit);

    // The year may follow a time zone, as in "PDT 2005"; a zone alone is not told from any other word in capitals.
    private static int YearEnd(ReadOnlySpan<byte> text, int at)
    {
        int year = Gap(text, at);
        if (year < 0)
            return at;
        int zone = year;
        while (zone < text.Length && text[zone] is >= (byte)'A' and <= (byte)'Z')
            zone++;
        if (zone - year is 3 or 4 && Gap(text, zone) is var behind and >= 0)
            year = behind;
        int end = Skip(text, year, ByteClass.Digit);
        return end - year == 4 ? end : at;
    }

    private static bool IsName(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> names)
    {
        if (at + 3 > text.Length)
            return false;
        int index = names.IndexOf(text.Slice(at, 3));
        return index >= 0 && index % 3 == 0;
    }

    // Behind an optional comma and at least one blank; -1 if there is none.
    private static int Gap(ReadOnlySpan<byte> text, int at)
    {
        int start = IsAt(text, at, ',') ? at + 1 : at;
        int end = start;
        while (IsAt(text, end, ' '))
            end++;
        return end > start ? end : -1;
    }
}
