using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Headers;

/// <summary>Literal text between fields; a run of blanks in it stands for one or more blanks.</summary>
internal sealed class HeaderLiteral
{
    private const byte Blank = (byte)' ';

    // Every run of blanks is one blank here.
    private readonly byte[] _text;

    public HeaderLiteral(ReadOnlySpan<byte> text)
    {
        List<byte> bytes = [];
        foreach (byte value in text)
        {
            if (!Blanks.IsBlank(value))
                bytes.Add(value);
            else if (bytes.Count == 0 || bytes[^1] != Blank)
                bytes.Add(Blank);
        }

        _text = [.. bytes];
    }

    public bool IsEmpty => _text.Length == 0;

    /// <summary>The place behind the literal when it stands at a place of the line, or -1.</summary>
    public int Match(ReadOnlySpan<byte> line, int at)
    {
        foreach (byte expected in _text)
        {
            if (expected != Blank)
            {
                if ((uint)at >= (uint)line.Length || line[at] != expected)
                    return -1;
                at++;
            }
            else if (at < line.Length)
            {
                int start = at;
                while (at < line.Length && Blanks.IsBlank(line[at]))
                    at++;
                if (at == start)
                    return -1;
            }
        }

        return at;
    }

    /// <summary>The first place from <paramref name="at"/> on where the literal may begin, or -1.</summary>
    public int Candidate(ReadOnlySpan<byte> line, int at)
    {
        ReadOnlySpan<byte> rest = line[at..];
        int found = _text[0] == Blank ? rest.IndexOfAny(Blank, (byte)'\t') : rest.IndexOf(_text[0]);
        return found < 0 ? -1 : at + found;
    }
}
