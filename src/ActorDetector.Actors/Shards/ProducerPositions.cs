namespace ActorDetector.Actors.Shards;

/// <summary>Up to where producers were read: what comes again at these positions or before is a repeat. Of more producers than it may know those that moved
/// longest ago are forgotten. Not for two threads at once.</summary>
/// <remarks>Which are known hangs only on what was read, not on when it was committed: a replay knows the same.</remarks>
internal sealed class ProducerPositions
{
    /// <summary>Most producers of a shard: more than files that a process may have open, in some 16 MiB.</summary>
    public const int Most = 1 << 16;

    private readonly int _most;
    private readonly Dictionary<string, LinkedListNode<KeyValuePair<string, long>>> _producers = [];
    private readonly LinkedList<KeyValuePair<string, long>> _byUse = []; // moved longest ago first
    private readonly HashSet<string> _changed = [];
    private readonly List<string> _forgotten = [];

    /// <summary>What is known of some producers, those that moved longest ago first.</summary>
    public ProducerPositions(IEnumerable<KeyValuePair<string, long>> positions, int most)
    {
        _most = most;
        foreach (KeyValuePair<string, long> producer in positions)
            _producers[producer.Key] = _byUse.AddLast(producer);
    }

    /// <summary>The position after which lines of a producer are new; a producer without a name has no repeats.</summary>
    public long After(string producer) => producer.Length > 0 && _producers.TryGetValue(producer, out var known) ? known.Value.Value : long.MinValue;

    /// <summary>Moves a producer on.</summary>
    public void MoveTo(string producer, long position)
    {
        if (producer.Length == 0 || position <= After(producer))
            return;
        if (_producers.TryGetValue(producer, out var known))
            _byUse.Remove(known);
        _producers[producer] = _byUse.AddLast(KeyValuePair.Create(producer, position));
        _changed.Add(producer);
        if (_byUse.Count > _most)
            Forget(_byUse.First!.Value.Key);
    }

    /// <summary>The producers that moved since this was last asked, in the order of their last moves.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> TakeChanged()
    {
        var changed = new KeyValuePair<string, long>[_changed.Count];
        LinkedListNode<KeyValuePair<string, long>>? place = _byUse.Last;
        for (int i = changed.Length - 1; i >= 0; i--, place = place.Previous)
            changed[i] = place!.Value;
        _changed.Clear();
        return changed;
    }

    /// <summary>The producers that were forgotten since this was last asked; some may have come again since.</summary>
    public IReadOnlyList<string> TakeForgotten()
    {
        string[] forgotten = [.. _forgotten];
        _forgotten.Clear();
        return forgotten;
    }

    private void Forget(string producer)
    {
        _producers.Remove(producer);
        _byUse.RemoveFirst();
        _changed.Remove(producer);
        _forgotten.Add(producer);
    }
}
