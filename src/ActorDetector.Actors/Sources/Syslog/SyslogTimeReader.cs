namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Reads the times of syslog headers, ISO (RFC 5424, 3339) and BSD (RFC 3164, with what Cisco's devices make of it).</summary>
internal static class SyslogTimeReader
{
    private const long HalfYear = 182 * TimeSpan.TicksPerDay;

    // Leap years are at most this far from a year in this century and the last.
    private const int YearsToLeap = 4;

    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <summary>Takes <c>2024-05-01T12:30:45.678+02:00</c>; the fraction and the zone may be missing.</summary>
    public static bool TakeIso(ref SyslogCursor cursor, out SyslogTime time)
    {
        SyslogCursor at = cursor;
        time = SyslogTime.None;
        if (!at.TakeNumber(4, 4, out int year) || !at.Take((byte)'-') || !at.TakeNumber(2, 2, out int month) || !at.Take((byte)'-')
            || !at.TakeNumber(2, 2, out int day) || !(at.Take((byte)'T') || at.Take((byte)'t'))
            || !TakeClock(ref at, out long clock) || !TakeOffset(ref at, out long? offset))
            return false;
        long date = Date(year, month, day);
        if (date < 0)
            return false;
        time = new SyslogTime(date + clock, offset);
        cursor = at;
        return true;
    }

    /// <summary>Takes <c>Mmm dd hh:mm:ss</c>, with a year behind the day or before the month, and with a fraction.</summary>
    /// <param name="cursor">Where it stands; moved only when there is a time.</param>
    /// <param name="arrived">The local time that a time without a year is nearest to: ticks.</param>
    /// <param name="time">The time.</param>
    public static bool TakeBsd(ref SyslogCursor cursor, long arrived, out SyslogTime time)
    {
        SyslogCursor at = cursor;
        time = SyslogTime.None;
        int year = 0;
        if (!at.Rest.IsEmpty && char.IsAsciiDigit((char)at.Rest[0]) && !(at.TakeNumber(4, 4, out year) && at.Take((byte)' ')))
            return false;
        if (!TakeMonth(ref at, out int month) || !at.Take((byte)' '))
            return false;
        at.SkipBlanks();
        if (!at.TakeNumber(1, 2, out int day) || !at.Take((byte)' '))
            return false;
        SyslogCursor behindDay = at;
        if (year == 0 && !(at.TakeNumber(4, 4, out year) && at.Take((byte)' ')))
        {
            at = behindDay;
            year = 0;
        }

        if (!TakeClock(ref at, out long clock))
            return false;
        long local = year > 0 ? WithYear(year, month, day, clock) : Nearest(month, day, clock, arrived);
        if (local < 0)
            return false;
        time = new SyslogTime(local, TakeZoneName(ref at) ? 0 : null);
        cursor = at;
        return true;
    }

    private static bool TakeMonth(ref SyslogCursor cursor, out int month)
    {
        month = 0;
        if (cursor.Rest.Length < 3)
            return false;
        for (int i = 0; i < Months.Length && month == 0; i += 3)
        {
            if (Months[i] == (cursor.Rest[0] & ~0x20) && Months[i + 1] == (cursor.Rest[1] | 0x20) && Months[i + 2] == (cursor.Rest[2] | 0x20))
                month = (i / 3) + 1;
        }

        if (month > 0)
            cursor.Take(3);
        return month > 0;
    }

    /// <summary>Takes <c>hh:mm:ss</c> and a fraction, as ticks since midnight; a leap second is the one before it.</summary>
    private static bool TakeClock(ref SyslogCursor cursor, out long clock)
    {
        clock = 0;
        if (!cursor.TakeNumber(2, 2, out int hour) || !cursor.Take((byte)':') || !cursor.TakeNumber(2, 2, out int minute)
            || !cursor.Take((byte)':') || !cursor.TakeNumber(2, 2, out int second) || hour > 23 || minute > 59 || second > 60)
            return false;
        clock = (((((hour * 60) + minute) * 60) + Math.Min(second, 59)) * TimeSpan.TicksPerSecond) + TakeFraction(ref cursor);
        return true;
    }

    private static long TakeFraction(ref SyslogCursor cursor)
    {
        ReadOnlySpan<byte> rest = cursor.Rest;
        if (rest.Length < 2 || rest[0] is not ((byte)'.' or (byte)',') || !char.IsAsciiDigit((char)rest[1]))
            return 0;
        long ticks = 0;
        long unit = TimeSpan.TicksPerSecond / 10;
        int at = 1;
        for (; at < rest.Length && char.IsAsciiDigit((char)rest[at]); at++, unit /= 10)
            ticks += (rest[at] - '0') * unit;
        cursor.Take(at);
        return ticks;
    }

    private static bool TakeOffset(ref SyslogCursor cursor, out long? offset)
    {
        offset = null;
        if (cursor.Take((byte)'Z') || cursor.Take((byte)'z'))
        {
            offset = 0;
            return true;
        }

        bool isAhead = cursor.IsAt((byte)'+');
        if (!isAhead && !cursor.IsAt((byte)'-'))
            return true;
        cursor.Take(1);
        if (!cursor.TakeNumber(2, 4, out int hours))
            return false;
        int minutes = hours % 100;
        if (cursor.Take((byte)':'))
        {
            if (!cursor.TakeNumber(2, 2, out minutes))
                return false;
        }
        else
        {
            hours /= 100;
        }

        offset = ((hours * 60) + minutes) * (isAhead ? TimeSpan.TicksPerMinute : -TimeSpan.TicksPerMinute);
        return hours < 24 && minutes < 60;
    }

    /// <summary>Takes the zone that Cisco's devices put between the time and a colon, when it is UTC.</summary>
    private static bool TakeZoneName(ref SyslogCursor cursor)
    {
        SyslogCursor at = cursor;
        if (!(at.Take(" UTC"u8) || at.Take(" GMT"u8)) || !at.IsAt((byte)':'))
            return false;
        cursor = at;
        return true;
    }

    private static long Nearest(int month, int day, long clock, long arrived)
    {
        int present = new DateTime(arrived).Year;
        long nearest = WithYear(present, month, day, clock);
        if (nearest >= 0 && Math.Abs(nearest - arrived) <= HalfYear)
            return nearest;
        for (int away = 1; away <= YearsToLeap; away++)
        {
            nearest = Nearer(nearest, WithYear(present - away, month, day, clock), arrived);
            nearest = Nearer(nearest, WithYear(present + away, month, day, clock), arrived);
        }

        return nearest;
    }

    private static long Nearer(long one, long other, long to)
    {
        if (one < 0 || other < 0)
            return Math.Max(one, other);
        return Math.Abs(other - to) < Math.Abs(one - to) ? other : one;
    }

    private static long WithYear(int year, int month, int day, long clock)
    {
        long date = Date(year, month, day);
        return date < 0 ? -1 : date + clock;
    }

    private static long Date(int year, int month, int day) =>
        year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) ? -1 : new DateTime(year, month, day).Ticks;
}
