namespace ActorDetector.Detection.Judging;

/// <summary>The raw text of recent lines, in a ring of fixed size: a session that ends too early can show its last line as long as the ring
/// still has it.</summary>
public sealed class RecentText
{
    private readonly byte[] _ring;
    private long _end;

    /// <summary>An empty ring of <paramref name="capacity"/> bytes.</summary>
    public RecentText(int capacity) => _ring = new byte[capacity];

    /// <summary>Where the newest text ends: positions only grow.</summary>
    public long End => _end;

    /// <summary>Keeps a line's text, cut at the ring's size.</summary>
    /// <returns>Where it stands.</returns>
    public long Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > _ring.Length)
            text = text[.._ring.Length];
        int offset = (int)(_end % _ring.Length);
        // A line never wraps, so that it can be handed out as one run.
        if (offset + text.Length > _ring.Length)
        {
            _end += _ring.Length - offset;
            offset = 0;
        }

        text.CopyTo(_ring.AsSpan(offset));
        long position = _end;
        _end += text.Length;
        return position;
    }

    /// <summary>The text kept at a position, or nothing when newer lines have taken its place.</summary>
    public ReadOnlySpan<byte> Find(long position, int length) =>
        position + _ring.Length >= _end && length <= _ring.Length ? _ring.AsSpan((int)(position % _ring.Length), length) : [];
}
