namespace ActorDetector.Detection.Workflows;

/// <summary>The distinct training sessions, sorted, so that a session, or how it begins, is found by halving.</summary>
internal sealed class KnownSessions
{
    private readonly ReadOnlyMemory<ushort>[] _sorted;

    /// <summary>Sessions that are distinct.</summary>
    public KnownSessions(IEnumerable<ReadOnlyMemory<ushort>> sessions)
    {
        _sorted = [.. sessions];
        Array.Sort(_sorted, (one, other) => one.Span.SequenceCompareTo(other.Span));
    }

    /// <summary>The sessions in ascending order.</summary>
    public IReadOnlyList<ReadOnlyMemory<ushort>> Sorted => _sorted;

    /// <summary>Whether training had exactly this session.</summary>
    public bool Has(ReadOnlySpan<ushort> keys)
    {
        int at = FirstFrom(keys);
        return at < _sorted.Length && _sorted[at].Span.SequenceEqual(keys);
    }

    /// <summary>Whether a training session began so and went on; it may be one itself.</summary>
    public bool IsBeginning(ReadOnlySpan<ushort> keys)
    {
        int at = FirstFrom(keys);
        if (at < _sorted.Length && _sorted[at].Length == keys.Length && _sorted[at].Span.SequenceEqual(keys))
            at++;
        return at < _sorted.Length && _sorted[at].Span.StartsWith(keys);
    }

    /// <summary>The keys that came next in the training sessions that began so, ascending.</summary>
    public IReadOnlyList<ushort> NextAfter(ReadOnlySpan<ushort> keys)
    {
        SortedSet<ushort> next = [];
        for (int at = FirstFrom(keys); at < _sorted.Length && _sorted[at].Span.StartsWith(keys); at++)
        {
            if (_sorted[at].Length > keys.Length)
                next.Add(_sorted[at].Span[keys.Length]);
        }

        return [.. next];
    }

    private int FirstFrom(ReadOnlySpan<ushort> keys)
    {
        int low = 0, high = _sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_sorted[middle].Span.SequenceCompareTo(keys) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
