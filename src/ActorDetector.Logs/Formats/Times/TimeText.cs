using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Times;

/// <summary>Reads the parts of a time's text from left to right.</summary>
internal ref struct TimeText(ReadOnlySpan<byte> text)
{
    private const int TickDigits = 7;
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public readonly bool IsAtEnd => _at == _text.Length;

    private readonly ReadOnlySpan<byte> Rest => _text[_at..];

    private static ReadOnlySpan<byte> MonthNames => "janfebmaraprmayjunjulaugsepoctnovdec"u8;

    private static ReadOnlySpan<byte> DayNames => "montuewedthufrisatsun"u8;

    public bool Literal(byte expected)
    {
        if (IsAtEnd || _text[_at] != expected)
            return false;
        _at++;
        return true;
    }

    /// <summary>One or more blanks.</summary>
    public bool BlankRun()
    {
        int blanks = Blanks.Start(Rest);
        _at += blanks;
        return blanks > 0;
    }

    public bool Number(int least, int most, out int value)
    {
        value = 0;
        int start = _at;
        int end = Math.Min(_text.Length, _at + most);
        while (_at < end && char.IsAsciiDigit((char)_text[_at]))
            value = (value * 10) + (_text[_at++] - '0');
        return _at - start >= least;
    }

    /// <summary>Digits behind a decimal point, in ticks; digits beyond a tick are passed over.</summary>
    public bool Fraction(int least, int most, out int ticks)
    {
        ticks = 0;
        int digits = 0;
        while (digits < most && _at < _text.Length && char.IsAsciiDigit((char)_text[_at]))
        {
            if (digits++ < TickDigits)
                ticks = (ticks * 10) + (_text[_at] - '0');
            _at++;
        }

        for (int i = digits; i < TickDigits; i++)
            ticks *= 10;
        return digits >= least;
    }

    /// <summary>A point or comma and digits behind it, or nothing.</summary>
    public int OptionalFraction()
    {
        int start = _at;
        if ((Literal((byte)'.') || Literal((byte)',')) && Fraction(1, int.MaxValue, out int ticks))
            return ticks;
        _at = start;
        return 0;
    }

    /// <summary>A month's English name of three letters or in full; its number from 1.</summary>
    public bool MonthName(out int month) => Name(MonthNames, out month);

    public bool DayName() => Name(DayNames, out _);

    public bool HalfOfDay(out bool afternoon)
    {
        int half = Rest.Length < 2 || (Rest[1] | 0x20) != 'm' ? -1 : Rest[0] | 0x20;
        afternoon = half == 'p';
        if (half is not ('a' or 'p'))
            return false;
        _at += 2;
        return true;
    }

    /// <summary>Z, UTC, GMT, or hours and perhaps minutes ahead of UTC, as +02:00.</summary>
    public bool Offset(out int minutes)
    {
        minutes = 0;
        if (Literal((byte)'Z') || Literal((byte)'z'))
            return true;
        if (Rest.StartsWith("UTC"u8) || Rest.StartsWith("GMT"u8))
        {
            _at += 3;
            return true;
        }

        bool west = Literal((byte)'-');
        if ((!west && !Literal((byte)'+')) || !Number(1, 2, out int hours))
            return false;
        int behindHours = _at;
        Literal((byte)':');
        if (!Number(2, 2, out int rest))
        {
            _at = behindHours;
            rest = 0;
        }

        minutes = ((hours * 60) + rest) * (west ? -1 : 1);
        return hours <= 14 && rest < 60;
    }

    private bool Name(ReadOnlySpan<byte> names, out int number)
    {
        number = 0;
        if (Rest.Length < 3)
            return false;
        ReadOnlySpan<byte> name = [(byte)(Rest[0] | 0x20), (byte)(Rest[1] | 0x20), (byte)(Rest[2] | 0x20)];
        for (int i = 0; i < names.Length && number == 0; i += 3)
        {
            if (names.Slice(i, 3).SequenceEqual(name))
                number = (i / 3) + 1;
        }

        _at += 3;
        while (!IsAtEnd && char.IsAsciiLetter((char)_text[_at]))
            _at++;
        return number > 0;
    }
}
