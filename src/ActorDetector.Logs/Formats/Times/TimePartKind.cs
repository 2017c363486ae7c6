namespace ActorDetector.Logs.Formats.Times;

/// <summary>A part of a time's text.</summary>
internal enum TimePartKind
{
    /// <summary>One byte as it is.</summary>
    Literal,

    /// <summary>One or more blanks.</summary>
    Blank,

    /// <summary>A year of four digits.</summary>
    Year,

    /// <summary>A year of two digits, from 1950 to 2049.</summary>
    ShortYear,

    /// <summary>A month's number.</summary>
    Month,

    /// <summary>A month's English name.</summary>
    MonthName,

    /// <summary>The day of the month.</summary>
    Day,

    /// <summary>A week day's English name, which is passed over.</summary>
    DayName,

    /// <summary>Hours from 0 to 23.</summary>
    Hour,

    /// <summary>Hours from 1 to 12.</summary>
    HalfDayHour,

    /// <summary>AM or PM.</summary>
    HalfOfDay,

    /// <summary>Minutes.</summary>
    Minute,

    /// <summary>Seconds.</summary>
    Second,

    /// <summary>Digits behind the decimal point.</summary>
    Fraction,

    /// <summary>A decimal point or comma with digits behind it, or nothing.</summary>
    OptionalFraction,

    /// <summary>The distance from UTC.</summary>
    Offset,
}
