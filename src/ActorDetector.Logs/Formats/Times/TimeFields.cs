namespace ActorDetector.Logs.Formats.Times;

/// <summary>What a time's text says, before it is put into a calendar.</summary>
internal struct TimeFields
{
    /// <summary>The year, or 0 when the text has none.</summary>
    public int Year;

    /// <summary>The month from 1, or 0 when the text has none.</summary>
    public int Month;

    /// <summary>The day of the month from 1, or 0 when the text has none.</summary>
    public int Day;

    public int Hour;
    public int Minute;
    public int Second;

    /// <summary>The part of a second, in ticks.</summary>
    public int Fraction;

    public bool IsAfternoon;
    public bool IsTwelveHours;

    /// <summary>Whether the text names its distance from UTC.</summary>
    public bool HasOffset;

    /// <summary>Minutes ahead of UTC.</summary>
    public int OffsetMinutes;

    /// <summary>Ticks UTC of a text that counts from 1970, or 0.</summary>
    public long Absolute;

    /// <summary>Ticks since the day began, or -1 when the clock has no such time. A leap second is the last one before it.</summary>
    public readonly long TimeOfDay
    {
        get
        {
            int hour = Hour;
            if (IsTwelveHours)
            {
                if (hour is < 1 or > 12)
                    return -1;
                hour = (hour % 12) + (IsAfternoon ? 12 : 0);
            }

            return hour > 23 || Minute > 59 || Second > 60
                ? -1
                : (((((hour * 60) + Minute) * 60) + Math.Min(Second, 59)) * TimeSpan.TicksPerSecond) + Fraction;
        }
    }
}
