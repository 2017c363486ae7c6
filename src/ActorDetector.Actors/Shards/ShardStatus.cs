using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Shards;

/// <summary>A shard as it was committed last. Immutable: its counters belong together.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Trouble">What is wrong and what to do; null when all is well.</param>
/// <param name="Epoch">The epoch in which it is owned.</param>
/// <param name="Position">The position in its log that it reads on from.</param>
/// <param name="Resident">Sessions in memory.</param>
/// <param name="Passive">Sessions that are in the store only.</param>
/// <param name="Unseen">Unseen templates that are kept.</param>
/// <param name="Model">The version of the model that judges.</param>
/// <param name="Restarts">How often it went back to its last good state.</param>
/// <param name="Counters">Its counters, since the store was made.</param>
public sealed record ShardStatus(
    int Shard,
    ShardState State,
    string? Trouble,
    long Epoch,
    long Position,
    int Resident,
    long Passive,
    int Unseen,
    string Model,
    long Restarts,
    IReadOnlyDictionary<CounterKey, long> Counters)
{
    /// <summary>Entries that were confirmed to who sent them and never came, since the shard was taken.</summary>
    public long LostEntries { get; init; }

    /// <summary>Lines that were judged since the shard was taken.</summary>
    public long Judged { get; init; }

    /// <summary>When the last line arrived that was judged since the shard was taken: ticks UTC; 0 for none.</summary>
    public long LastArrived { get; init; }

    /// <summary>Commits that were refused, as another node had taken the shard, since the start.</summary>
    public long RefusedCommits { get; init; }
}
