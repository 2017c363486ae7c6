using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Times;

/// <summary>Turns the times of a log's lines, one after another, into ticks UTC. Not for two threads at once.</summary>
/// <remarks>A time without a year has the year that puts it nearest to the line before, so that a log runs from December into January and
/// a late line stays where it belongs; a time without a date likewise has the day that puts it nearest. The first line is in
/// the start year, a time without a date on its first of January.</remarks>
internal sealed class TimeParser(TimeFormat format, TimeZoneInfo zone, int startYear)
{
    private const int LongestText = 64;
    private const long HalfYear = 183 * TimeSpan.TicksPerDay;
    private const long HalfDay = TimeSpan.TicksPerDay / 2;

    // Many lines have the time of the line before, and nearly all its date and its minute.
    private readonly byte[] _lastText = new byte[LongestText];
    private int _lastLength;
    private long _lastTime = ParsedLine.NoTime;
    private int _lastDate = -1;
    private long _lastDay;
    private long _lastMinute = -1;
    private long _lastOffset;

    // The time of the last line that had to be completed, in its own zone.
    private long _previous = new DateTime(startYear, 1, 1).Ticks;
    private bool _hasPrevious;

    /// <summary>The ticks UTC of a time's text, or <see cref="ParsedLine.NoTime"/> when it is no time of the format.</summary>
    public long Parse(ReadOnlySpan<byte> text)
    {
        text = Blanks.Trim(text);
        if (text.Length is 0 or > LongestText)
            return ParsedLine.NoTime;
        if (text.SequenceEqual(_lastText.AsSpan(0, _lastLength)))
            return _lastTime;
        long time = Compute(text);
        text.CopyTo(_lastText);
        _lastLength = text.Length;
        _lastTime = time;
        return time;
    }

    private long Compute(ReadOnlySpan<byte> text)
    {
        TimeFields fields = default;
        if (!format.Read(text, ref fields))
            return ParsedLine.NoTime;
        if (fields.Absolute > 0)
            return fields.Absolute;
        long local = Local(fields);
        if (local < 0)
            return ParsedLine.NoTime;
        long time = local - (fields.HasOffset ? fields.OffsetMinutes * TimeSpan.TicksPerMinute : ZoneOffset(local));
        return time >= 0 && time <= DateTime.MaxValue.Ticks ? time : ParsedLine.NoTime;
    }

    private long Local(in TimeFields fields)
    {
        long timeOfDay = fields.TimeOfDay;
        if (timeOfDay < 0)
            return -1;
        if (fields is { Year: 0, Month: 0, Day: 0 })
            return Completed(NearestDay(timeOfDay));
        int month = Math.Max(1, fields.Month);
        int day = Math.Max(1, fields.Day);
        return fields.Year > 0 ? Date(fields.Year, month, day, timeOfDay) : Completed(NearestYear(month, day, timeOfDay));
    }

    private long Completed(long local)
    {
        if (local >= 0)
        {
            _previous = local;
            _hasPrevious = true;
        }

        return local;
    }

    private long NearestDay(long timeOfDay)
    {
        long local = _previous - (_previous % TimeSpan.TicksPerDay) + timeOfDay;
        if (!_hasPrevious)
            return local;
        if (local < _previous - HalfDay)
            return Math.Min(local + TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks);
        return local > _previous + HalfDay ? local - TimeSpan.TicksPerDay : local;
    }

    private long NearestYear(int month, int day, long timeOfDay)
    {
        int year = new DateTime(_previous).Year;
        long local = Date(year, month, day, timeOfDay);
        if (!_hasPrevious || local < 0)
            return local;
        if (local < _previous - HalfYear)
            return Date(year + 1, month, day, timeOfDay);
        return local > _previous + HalfYear ? Date(year - 1, month, day, timeOfDay) : local;
    }

    private long Date(int year, int month, int day, long timeOfDay)
    {
        int date = (((year * 100) + month) * 100) + day;
        if (date != _lastDate)
        {
            if (year is < 1 or > 9999 || month > 12 || day > DateTime.DaysInMonth(year, month))
                return -1;
            _lastDate = date;
            _lastDay = new DateTime(year, month, day).Ticks;
        }

        return _lastDay + timeOfDay;
    }

    private long ZoneOffset(long local)
    {
        long minute = local / TimeSpan.TicksPerMinute;
        if (minute != _lastMinute)
        {
            _lastMinute = minute;
            _lastOffset = zone.GetUtcOffset(new DateTime(local, DateTimeKind.Unspecified)).Ticks;
        }

        return _lastOffset;
    }
}
