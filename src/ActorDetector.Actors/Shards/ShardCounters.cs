using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Stores;
using ActorDetector.Logs;

namespace ActorDetector.Actors.Shards;

/// <summary>The counters of a shard: lines = events + skipped + dropped, for every source. Not for two threads at once.</summary>
internal sealed class ShardCounters
{
    private static readonly SkipReason[] Reasons = [.. Enum.GetValues<SkipReason>().Where(reason => reason != SkipReason.None)];

    private readonly Dictionary<CounterKey, long> _values;
    private readonly HashSet<CounterKey> _changed = [];

    public ShardCounters(IReadOnlyDictionary<CounterKey, long> values) => _values = new(values);

    /// <summary>All values, apart from what comes later.</summary>
    public IReadOnlyDictionary<CounterKey, long> Values => new Dictionary<CounterKey, long>(_values);

    /// <summary>Counts the lines of a block that was parsed.</summary>
    public void AddBlock(string source, LineCounts counts)
    {
        Add(new CounterKey(source, "lines", ""), counts.Lines);
        Add(new CounterKey(source, "events", ""), counts.Events);
        if (counts.Skipped == 0)
            return;
        foreach (SkipReason reason in Reasons)
            Add(new CounterKey(source, "skipped", CounterName.Of(reason)), counts[reason]);
    }

    /// <summary>Counts lines that did not come.</summary>
    public void AddNote(string source, in LineNote note)
    {
        Add(new CounterKey(source, "lines", ""), note.Lines);
        if (note.Dropped != DropReason.None)
            Add(new CounterKey(source, "dropped", CounterName.Of(note.Dropped)), note.Lines);
        else
            Add(new CounterKey(source, "skipped", CounterName.Of(note.Skipped)), note.Lines);
    }

    /// <summary>Counts something.</summary>
    public void Add(CounterKey key, long count = 1)
    {
        if (count == 0)
            return;
        _values[key] = _values.GetValueOrDefault(key) + count;
        _changed.Add(key);
    }

    /// <summary>The counters that changed since this was last asked, with their values.</summary>
    public IReadOnlyList<KeyValuePair<CounterKey, long>> TakeChanged()
    {
        KeyValuePair<CounterKey, long>[] changed = [.. _changed.Select(key => KeyValuePair.Create(key, _values[key]))];
        _changed.Clear();
        return changed;
    }
}
