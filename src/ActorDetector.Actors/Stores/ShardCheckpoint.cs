namespace ActorDetector.Actors.Stores;

/// <summary>A shard as it was committed last.</summary>
/// <param name="Epoch">The epoch in which it is owned now.</param>
/// <param name="Position">The shard-log position to read on from; 0 for a new shard.</param>
/// <param name="Parts">Its parts, by their names.</param>
/// <param name="Producers">The positions up to which producers were read, those that moved longest ago first.</param>
/// <param name="Counters">Its counters.</param>
/// <param name="PassiveCount">How many sessions are passive.</param>
/// <param name="Deltas">Its deltas, oldest first. To be read once, before anything else is asked of the store for this shard.</param>
public sealed record ShardCheckpoint(
    long Epoch,
    long Position,
    IReadOnlyDictionary<string, byte[]> Parts,
    IReadOnlyList<KeyValuePair<string, long>> Producers,
    IReadOnlyDictionary<CounterKey, long> Counters,
    long PassiveCount,
    IAsyncEnumerable<CheckpointDelta> Deltas);
