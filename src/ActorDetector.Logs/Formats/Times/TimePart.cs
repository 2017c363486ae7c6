namespace ActorDetector.Logs.Formats.Times;

/// <summary>A part of a time's text: what it is, and how many digits it has, or its byte when it is literal.</summary>
internal readonly record struct TimePart(TimePartKind Kind, int Least = 1, int Most = 1)
{
    /// <summary>Reads the part where the text stands.</summary>
    public bool Read(ref TimeText text, ref TimeFields fields)
    {
        switch (Kind)
        {
            case TimePartKind.Literal:
                return text.Literal((byte)Least);
            case TimePartKind.Blank:
                return text.BlankRun();
            case TimePartKind.Year:
                return text.Number(Least, Most, out fields.Year) && fields.Year > 0;
            case TimePartKind.ShortYear:
                bool hasYear = text.Number(Least, Most, out int year);
                fields.Year = year < 50 ? 2000 + year : 1900 + year;
                return hasYear;
            case TimePartKind.Month:
                return text.Number(Least, Most, out fields.Month) && fields.Month > 0;
            case TimePartKind.MonthName:
                return text.MonthName(out fields.Month);
            case TimePartKind.Day:
                return text.Number(Least, Most, out fields.Day) && fields.Day > 0;
            case TimePartKind.DayName:
                return text.DayName();
            case TimePartKind.Hour:
                return text.Number(Least, Most, out fields.Hour);
            case TimePartKind.HalfDayHour:
                fields.IsTwelveHours = true;
                return text.Number(Least, Most, out fields.Hour);
            case TimePartKind.HalfOfDay:
                return text.HalfOfDay(out fields.IsAfternoon);
            case TimePartKind.Minute:
                return text.Number(Least, Most, out fields.Minute);
            case TimePartKind.Second:
                return text.Number(Least, Most, out fields.Second);
            case TimePartKind.Fraction:
                return text.Fraction(Least, Most, out fields.Fraction);
            case TimePartKind.OptionalFraction:
                fields.Fraction = text.OptionalFraction();
                return true;
            case TimePartKind.Offset:
                fields.HasOffset = true;
                return text.Offset(out fields.OffsetMinutes);
            default:
                throw new InvalidOperationException($"{Kind} is no part of a time");
        }
    }
}
