namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Reads a message's header from the front.</summary>
internal ref struct SyslogCursor(ReadOnlySpan<byte> bytes)
{
    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    public readonly bool IsAt(byte value) => !Rest.IsEmpty && Rest[0] == value;

    public bool Take(byte value)
    {
        if (!IsAt(value))
            return false;
        Rest = Rest[1..];
        return true;
    }

    public bool Take(ReadOnlySpan<byte> text)
    {
        if (!Rest.StartsWith(text))
            return false;
        Rest = Rest[text.Length..];
        return true;
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        ReadOnlySpan<byte> taken = Rest[..length];
        Rest = Rest[length..];
        return taken;
    }

    /// <summary>Takes what is before the next blank, which may not be nothing, and the blank; false when it is longer, or no blank follows.</summary>
    public bool TakeField(int most, out ReadOnlySpan<byte> field)
    {
        int length = Rest.IndexOf((byte)' ');
        field = default;
        if (length < 1 || length > most)
            return false;
        field = Take(length);
        Rest = Rest[1..];
        return true;
    }

    public void SkipBlanks()
    {
        int blanks = Rest.IndexOfAnyExcept((byte)' ');
        Rest = blanks < 0 ? default : Rest[blanks..];
    }

    /// <summary>Takes all digits that follow; false when they are fewer or more.</summary>
    public bool TakeNumber(int least, int most, out int number)
    {
        number = 0;
        int length = 0;
        while (length < Rest.Length && char.IsAsciiDigit((char)Rest[length]))
        {
            if (length == most)
                return false;
            number = (number * 10) + (Rest[length++] - '0');
        }

        Rest = Rest[length..];
        return length >= least;
    }
}
