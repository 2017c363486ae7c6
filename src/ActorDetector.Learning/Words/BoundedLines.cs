namespace ActorDetector.Learning.Words;

/// <summary>Reads a text line by line without ever holding more of a line than it may have.</summary>
/// <param name="reader">The text.</param>
/// <param name="maxLength">Most characters of a line.</param>
internal sealed class BoundedLines(TextReader reader, int maxLength)
{
    private readonly char[] _buffer = new char[1 << 14];
    private char[] _line = new char[256];
    private int _at;
    private int _end;

    /// <summary>The number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads the next line, without what ended it.</summary>
    /// <param name="line">The line; valid until the next.</param>
    /// <returns>False behind the last.</returns>
    /// <exception cref="FormatException">The line is too long.</exception>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        int length = 0;
        bool any = false;
        Number++;
        while (Fill())
        {
            any = true;
            ReadOnlySpan<char> rest = _buffer.AsSpan(_at, _end - _at);
            int stop = rest.IndexOf('\n');
            ReadOnlySpan<char> part = stop < 0 ? rest : rest[..stop];
            Append(part, length);
            length += part.Length;
            _at += part.Length + (stop < 0 ? 0 : 1);
            if (stop >= 0)
                break;
        }

        line = _line.AsSpan(0, length).TrimEnd('\r');
        return any;
    }

    private bool Fill()
    {
        if (_at == _end)
            (_at, _end) = (0, reader.Read(_buffer, 0, _buffer.Length));
        return _at < _end;
    }

    private void Append(ReadOnlySpan<char> part, int length)
    {
        if (part.Length > maxLength - length)
            throw new FormatException($"Line {Number} has more than {maxLength} characters.");
        if (length + part.Length > _line.Length)
            Array.Resize(ref _line, Math.Max(_line.Length * 2, length + part.Length));
        part.CopyTo(_line.AsSpan(length));
    }
}
