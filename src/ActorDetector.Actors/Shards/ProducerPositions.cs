namespace ActorDetector.Actors.Shards;

/// <summary>Up to where producers were read: what comes again at these positions or before is a repeat. Not for two threads at once.</summary>
internal sealed class ProducerPositions(IReadOnlyDictionary<string, long> positions)
{
    private readonly Dictionary<string, long> _positions = new(positions);
    private readonly HashSet<string> _changed = [];

    /// <summary>The position after which lines of a producer are new; a producer without a name has no repeats.</summary>
    public long After(string producer) => producer.Length > 0 && _positions.TryGetValue(producer, out long position) ? position : long.MinValue;

    /// <summary>Moves a producer on.</summary>
    public void MoveTo(string producer, long position)
    {
        if (producer.Length == 0 || position <= After(producer))
            return;
        _positions[producer] = position;
        _changed.Add(producer);
    }

    /// <summary>The producers that moved since this was last asked.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> TakeChanged()
    {
        KeyValuePair<string, long>[] changed = [.. _changed.Select(producer => KeyValuePair.Create(producer, _positions[producer]))];
        _changed.Clear();
        return changed;
    }
}
