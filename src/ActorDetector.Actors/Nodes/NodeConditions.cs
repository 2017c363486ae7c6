using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Memory;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Nodes;

/// <summary>What is wrong with a node, from what its parts say.</summary>
internal static class NodeConditions
{
    /// <summary>All that is wrong, the blocking first.</summary>
    public static IReadOnlyList<Condition> Of(
        IReadOnlyList<ShardStatus> shards,
        ShardLogStatus log,
        MemoryStatus memory,
        IReadOnlyList<SourceStatus> sources,
        IReadOnlyList<SinkStatus> sinks,
        INodeStore store,
        string? gap,
        string? clock,
        ClusterStatus? cluster)
    {
        List<Condition> found = [];
        if (log.Trouble is not null)
            found.Add(new Condition("log", log.Trouble, IsBlocking: true));
        else if (log.IsFull)
            found.Add(new Condition("log", $"{log.WaitingBytes:N0} bytes wait, all that the log may take: sources wait. Make the consumers faster, or raise --log-max-bytes", IsBlocking: true));
        if (log.DamagedEntries > 0)
            found.Add(new Condition("log", $"{log.DamagedEntries:N0} entries were damaged on the disk and were left out: check the disk", IsBlocking: false));
        if (memory.IsFull)
            found.Add(new Condition("memory", $"the process has {memory.Used:N0} bytes, near the {memory.Ceiling:N0} of --max-memory: sources wait. Raise it, or lower --max-resident or --cache-megabytes", IsBlocking: true));
        if (store.Trouble is { } trouble)
            found.Add(new Condition("store", trouble, IsBlocking: true));
        if (store.Damage is { } damage)
            found.Add(new Condition("store", damage, IsBlocking: false));
        if (gap is not null)
            found.Add(new Condition("store", gap, IsBlocking: false));
        foreach (ShardStatus shard in shards)
        {
            if (shard.Trouble is not null)
                found.Add(new Condition($"shard {shard.Shard}", shard.Trouble, IsBlocking: true));
            if (shard.LostEntries > 0)
                found.Add(new Condition($"shard {shard.Shard}", $"{shard.LostEntries:N0} entries that were accepted never came: a queue of the broker was deleted or emptied, or the store is older than the queues. Their lines are lost", IsBlocking: false));
        }

        if (cluster?.Trouble is { } silent)
            found.Add(new Condition("cluster", silent, IsBlocking: true));

        foreach (SourceStatus source in sources)
        {
            if (source.Trouble is not null)
                found.Add(new Condition($"source {source.Name}", source.Trouble, IsBlocking: false));
        }

        foreach (SinkStatus sink in sinks)
        {
            if (sink.Trouble is not null)
                found.Add(new Condition($"sink {sink.Name}", sink.Trouble, IsBlocking: false));
        }

        if (clock is not null)
            found.Add(new Condition("clock", clock, IsBlocking: false));
        return [.. found.OrderByDescending(condition => condition.IsBlocking)];
    }
}
