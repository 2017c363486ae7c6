namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Finds the messages in a stream of bytes (RFC 6587, RFC 5425). Not for two threads at once.</summary>
/// <remarks>Each frame says by its first byte how it is framed: a digit begins a count of octets, all else is a line, ended by LF, CRLF or NUL.
/// Lines without a priority may begin with digits too, so digits without a blank behind them, or more than a count may have, are a line; and after
/// a line a count needs a priority (&lt;) behind it. After a counted frame only a count, a priority or stray line ends can follow; all else means
/// that the sender miscounted.</remarks>
/// <param name="maxMessage">Longest message in bytes, without its trailer.</param>
public sealed class SyslogFramer(int maxMessage)
{
    /// <summary>Most bytes that a frame has besides its message: digits and a blank, or a line end.</summary>
    public const int MostFraming = MostDigits + 1;

    // 100 MB: a longer message is no message.
    private const int MostDigits = 8;

    private const byte LineFeed = (byte)'\n';
    private const byte Return = (byte)'\r';

    private int _toSkip;
    private bool _skipsLine;
    private bool _isCounted;
    private bool _isLine;
    private int _scanned;

    /// <summary>The next frame at the front of the bytes.</summary>
    /// <param name="bytes">All bytes of the stream that are not done with.</param>
    public SyslogFrame Read(ReadOnlySpan<byte> bytes)
    {
        int start = Skip(bytes);
        if (_isCounted)
            start += LineEnds(bytes[start..]);
        ReadOnlySpan<byte> rest = bytes[start..];
        if (rest.IsEmpty || _toSkip > 0 || _skipsLine)
            return new SyslogFrame(SyslogFrameKind.None, start);
        if (_scanned > 0)
            return Line(rest, start);
        int digits = Digits(rest);
        if (digits == rest.Length && digits <= MostDigits)
            return new SyslogFrame(SyslogFrameKind.None, start);
        if (digits is 0 or > MostDigits || rest[digits] != ' ')
            return _isCounted && rest[0] != '<' ? new SyslogFrame(SyslogFrameKind.Lost, bytes.Length) : Line(rest, start);
        if (_isLine && digits + 1 == rest.Length)
            return new SyslogFrame(SyslogFrameKind.None, start);
        return _isLine && rest[digits + 1] != '<' ? Line(rest, start) : Counted(rest, digits, start);
    }

    /// <summary>What is left when the stream has ended: a last line may lack its end, a counted frame may not.</summary>
    /// <param name="rest">All bytes of the stream that are not done with.</param>
    public SyslogFrame Finish(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
            return new SyslogFrame(SyslogFrameKind.None, 0);
        int digits = Digits(rest);
        bool isCounted = _isCounted ? rest[0] != '<'
            : digits is > 0 and <= MostDigits && digits < rest.Length && rest[digits] == ' ' && (!_isLine || (digits + 1 < rest.Length && rest[digits + 1] == '<'));
        return isCounted || rest.Length > maxMessage + 1
            ? new SyslogFrame(SyslogFrameKind.Broken, rest.Length)
            : new SyslogFrame(SyslogFrameKind.Message, rest.Length, rest[^1] == Return ? rest[..^1] : rest);
    }

    /// <summary>Gives up the frame that has begun, as one that is too long.</summary>
    /// <param name="bytes">All bytes of the stream that are not done with.</param>
    public SyslogFrame GiveUp(ReadOnlySpan<byte> bytes)
    {
        int digits = _scanned > 0 ? 0 : Digits(bytes);
        bool isCounted = digits is > 0 and <= MostDigits && digits < bytes.Length && bytes[digits] == ' ';
        if (isCounted)
            _toSkip = digits + 1 + Count(bytes[..digits]) - bytes.Length;
        else
            _skipsLine = true;
        SetCounted(isCounted);
        _scanned = 0;
        return new SyslogFrame(SyslogFrameKind.TooLong, bytes.Length);
    }

    /// <summary>A message without the one line end or NUL that it may have.</summary>
    public static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty || message[^1] is not (LineFeed or 0))
            return message;
        return message.Length > 1 && message[^1] == LineFeed && message[^2] == Return ? message[..^2] : message[..^1];
    }

    private SyslogFrame Counted(ReadOnlySpan<byte> rest, int digits, int start)
    {
        int length = Count(rest[..digits]);
        int end = digits + 1 + length;
        if (length > maxMessage)
        {
            SetCounted(true);
            int here = Math.Min(end, rest.Length);
            _toSkip = end - here;
            return new SyslogFrame(SyslogFrameKind.TooLong, start + here);
        }

        if (rest.Length < end)
            return new SyslogFrame(SyslogFrameKind.None, start);
        SetCounted(true);
        return new SyslogFrame(SyslogFrameKind.Message, start + end, Trimmed(rest[(digits + 1)..end]));
    }

    private SyslogFrame Line(ReadOnlySpan<byte> rest, int start)
    {
        int length = rest[_scanned..].IndexOfAny(LineFeed, (byte)0);
        if (length < 0)
        {
            // One byte more than the limit may be the carriage return of the line's end.
            _scanned = rest.Length;
            if (rest.Length <= maxMessage + 1)
                return new SyslogFrame(SyslogFrameKind.None, start);
            _scanned = 0;
            _skipsLine = true;
            SetCounted(false);
            return new SyslogFrame(SyslogFrameKind.TooLong, start + rest.Length);
        }

        length += _scanned;
        _scanned = 0;
        SetCounted(false);
        ReadOnlySpan<byte> line = rest[..length];
        if (rest[length] == LineFeed && length > 0 && line[^1] == Return)
            line = line[..^1];
        return line.Length > maxMessage
            ? new SyslogFrame(SyslogFrameKind.TooLong, start + length + 1)
            : new SyslogFrame(SyslogFrameKind.Message, start + length + 1, line);
    }

    private void SetCounted(bool isCounted)
    {
        _isCounted = isCounted;
        _isLine = !isCounted;
    }

    private int Skip(ReadOnlySpan<byte> bytes)
    {
        if (_skipsLine)
        {
            int length = bytes.IndexOfAny(LineFeed, (byte)0);
            _skipsLine = length < 0;
            return length < 0 ? bytes.Length : length + 1;
        }

        int skipped = Math.Min(_toSkip, bytes.Length);
        _toSkip -= skipped;
        return skipped;
    }

    private static int LineEnds(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.IndexOfAnyExcept(LineFeed, Return, (byte)0);
        return length < 0 ? bytes.Length : length;
    }

    /// <summary>Digits at the front, one more than a count may have at most; none when the first is 0.</summary>
    private static int Digits(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] == '0')
            return 0;
        ReadOnlySpan<byte> front = bytes[..Math.Min(bytes.Length, MostDigits + 1)];
        int length = front.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length < 0 ? front.Length : length;
    }

    private static int Count(ReadOnlySpan<byte> digits)
    {
        int count = 0;
        foreach (byte digit in digits)
            count = (count * 10) + (digit - '0');
        return count;
    }
}
