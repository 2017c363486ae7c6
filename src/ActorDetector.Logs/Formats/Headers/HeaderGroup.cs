using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Headers;

/// <summary>A part of a header that may be missing, as <c>(\[&lt;PID&gt;\])?</c>: literal text, and fields with literal text behind
/// them.</summary>
internal sealed class HeaderGroup(HeaderLiteral start, IReadOnlyList<HeaderStep> steps)
{
    // So that a hostile line with a group's start at every byte is not searched to its end from each.
    private const int MaxBytes = 4096;

    private readonly HeaderStep[] _steps = [.. steps];

    public HeaderLiteral Start => start;

    /// <summary>The place behind the group when it stands at a place of the line, or -1.</summary>
    public int Match(ReadOnlySpan<byte> line, int at, Span<Slice> fields)
    {
        line = line[..Math.Min(line.Length, at + MaxBytes)];
        at = start.Match(line, at);
        for (int i = 0; at >= 0 && i < _steps.Length; i++)
            at = _steps[i].Match(line, at, fields);
        if (at < 0)
            Clear(fields);
        return at;
    }

    /// <summary>Makes the group's fields empty.</summary>
    public void Clear(Span<Slice> fields)
    {
        foreach (HeaderStep step in _steps)
            fields[step.Field] = default;
    }
}
