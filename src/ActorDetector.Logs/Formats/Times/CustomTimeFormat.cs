using System.Text;

namespace ActorDetector.Logs.Formats.Times;

/// <summary>A time in .NET's custom notation, as <c>yyyy-MM-dd HH:mm:ss,fff</c>.</summary>
/// <remarks>Letters mean what they mean to .NET (y M d H h m s f F t z K), one letter a number of one or two digits. A point or comma
/// before F may be missing with the fraction. Names of months and days are English, in any case. A blank is a run of blanks.</remarks>
internal sealed class CustomTimeFormat : TimeFormat
{
    private readonly List<TimePart> _parts = [];

    public CustomTimeFormat(string notation)
    {
        Name = notation;
        int at = 0;
        while (at < notation.Length)
            at = AddPart(notation, at);
        if (_parts.Count == 0)
            throw new ArgumentException("--time-format is empty; write it as 'yyyy-MM-dd HH:mm:ss', or iso, unix, unixms");
    }

    public override string Name { get; }

    public override bool NeedsOrder => !_parts.Exists(part => part.Kind is TimePartKind.Year or TimePartKind.ShortYear);

    public override bool Read(ReadOnlySpan<byte> text, ref TimeFields fields)
    {
        TimeText rest = new(text);
        foreach (TimePart part in _parts)
        {
            if (!part.Read(ref rest, ref fields))
                return false;
        }

        return rest.IsAtEnd;
    }

    private int AddPart(string notation, int at)
    {
        char letter = notation[at];
        if (letter == '\'')
            return AddQuoted(notation, at);
        if (letter == '\\' && at + 1 < notation.Length)
        {
            AddLiteral(notation[(at + 1)..(at + 2)]);
            return at + 2;
        }

        int run = 1;
        while (at + run < notation.Length && notation[at + run] == letter)
            run++;
        if (letter is '.' or ',' && at + run < notation.Length && notation[at + run] == 'F')
            return at + run;
        if (char.IsAsciiLetter(letter))
            _parts.Add(Part(letter, run, notation, at));
        else if (letter is ' ' or '\t')
            _parts.Add(new TimePart(TimePartKind.Blank));
        else
            AddLiteral(notation[at..(at + run)]);
        return at + run;
    }

    private static TimePart Part(char letter, int run, string notation, int at)
    {
        int least = Math.Min(run, 2);
        return letter switch
        {
            'y' when run > 2 => new(TimePartKind.Year, 4, 4),
            'y' => new(TimePartKind.ShortYear, least, 2),
            'M' when run > 2 => new(TimePartKind.MonthName),
            'M' => new(TimePartKind.Month, least, 2),
            'd' when run > 2 => new(TimePartKind.DayName),
            'd' => new(TimePartKind.Day, least, 2),
            'H' => new(TimePartKind.Hour, least, 2),
            'h' => new(TimePartKind.HalfDayHour, least, 2),
            't' => new(TimePartKind.HalfOfDay),
            'm' => new(TimePartKind.Minute, least, 2),
            's' => new(TimePartKind.Second, least, 2),
            'f' => new(TimePartKind.Fraction, run, run),
            'F' => new(TimePartKind.OptionalFraction),
            'z' or 'K' => new(TimePartKind.Offset),
            _ => throw new ArgumentException($"--time-format '{notation}' has the letter '{letter}' at character {at + 1}, which is no "
                + $"part of a time; write literal letters as \\{letter} or '{letter}' in quotes"),
        };
    }

    private int AddQuoted(string notation, int at)
    {
        int end = notation.IndexOf('\'', at + 1);
        if (end < 0)
            throw new ArgumentException($"--time-format '{notation}' has a quote at character {at + 1} that does not end");
        AddLiteral(notation[(at + 1)..end]);
        return end + 1;
    }

    private void AddLiteral(string text)
    {
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            _parts.Add(new TimePart(TimePartKind.Literal, value));
    }
}
