using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Headers;

/// <summary>A field and what stands behind it: perhaps a group that may be missing, then a literal. An empty literal is the line's
/// end.</summary>
/// <remarks>A field is the shortest run of bytes behind which the rest of its step matches. As every field may be of any length, the first
/// such place is right for the whole header whenever any is, so that nothing is tried twice. This is what the pattern means to logparser,
/// which makes it a regular expression of lazy groups.</remarks>
internal sealed class HeaderStep(int place, HeaderGroup? group, HeaderLiteral literal)
{
    public int Field => place;

    /// <summary>Finds the field's end from its start on; the place behind the step, or -1.</summary>
    public int Match(ReadOnlySpan<byte> line, int start, Span<Slice> fields)
    {
        if (group is not null)
            return MatchGroup(group, line, start, fields);
        if (literal.IsEmpty)
            return EndAt(line.Length, line.Length, start, fields);
        for (int end = start; (end = literal.Candidate(line, end)) >= 0; end++)
        {
            int behind = literal.Match(line, end);
            if (behind >= 0)
                return EndAt(end, behind, start, fields);
        }

        return -1;
    }

    private int MatchGroup(HeaderGroup optional, ReadOnlySpan<byte> line, int start, Span<Slice> fields)
    {
        int withGroup = -1, without = -1;
        for (int end = start; ; end++)
        {
            // Each is looked for only when the last one found is passed: a hostile line is not searched again for every byte.
            if (withGroup < end)
                withGroup = Found(optional.Start.Candidate(line, end));
            if (without < end)
                without = literal.IsEmpty ? line.Length : Found(literal.Candidate(line, end));
            end = Math.Min(withGroup, without);
            if (end == int.MaxValue)
                return -1;

            int behind = end == withGroup ? optional.Match(line, end, fields) : -1;
            if (behind >= 0)
                behind = Rest(line, behind);
            if (behind < 0)
            {
                optional.Clear(fields);
                behind = Rest(line, end);
            }

            if (behind >= 0)
                return EndAt(end, behind, start, fields);
            if (end == line.Length)
                return -1;
        }
    }

    private static int Found(int place) => place < 0 ? int.MaxValue : place;

    private int Rest(ReadOnlySpan<byte> line, int at) => !literal.IsEmpty ? literal.Match(line, at) : at == line.Length ? at : -1;

    private int EndAt(int end, int behind, int start, Span<Slice> fields)
    {
        fields[place] = new Slice(start, end - start);
        return behind;
    }
}
