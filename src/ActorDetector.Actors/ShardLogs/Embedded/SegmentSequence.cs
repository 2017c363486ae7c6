namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>The segments of a log in order. Changed by one thread, read by any.</summary>
internal sealed class SegmentSequence(IEnumerable<Segment> segments)
{
    private volatile Segment[] _segments = [.. segments];

    /// <summary>All, in order, as they are now.</summary>
    public IReadOnlyList<Segment> All => _segments;

    /// <summary>The oldest; null when there is none.</summary>
    public Segment? First => _segments is [var first, ..] ? first : null;

    /// <summary>The newest, which is written to; null when there is none.</summary>
    public Segment? Last => _segments is [.., var last] ? last : null;

    /// <summary>Bytes of all.</summary>
    public long Bytes => _segments.Sum(segment => segment.Bytes);

    /// <summary>The address behind the last record.</summary>
    public long End => Last?.End ?? 0;

    /// <summary>The last segment that begins at an address or below it, or the oldest when all begin above; null when there is none.</summary>
    public Segment? At(long address)
    {
        Segment[] all = _segments;
        int at = all.Length - 1;
        while (at > 0 && all[at].First > address)
            at--;
        return at < 0 ? null : all[at];
    }

    /// <summary>The segment behind another; null when that is the newest.</summary>
    public Segment? After(Segment segment)
    {
        // From the newest, where most readers are, and without a closure: this is asked for every entry.
        Segment? after = null;
        Segment[] all = _segments;
        for (int i = all.Length - 1; i >= 0 && all[i].First > segment.First; i--)
            after = all[i];
        return after;
    }

    /// <summary>The segment before another; null when that is the oldest.</summary>
    public Segment? Before(Segment segment) => Array.FindLast(_segments, other => other.First < segment.First);

    /// <summary>Adds the newest.</summary>
    public void Add(Segment segment) => _segments = [.. _segments, segment];

    /// <summary>Takes one out.</summary>
    public void Remove(Segment segment) => _segments = [.. _segments.Where(other => other != segment)];
}
