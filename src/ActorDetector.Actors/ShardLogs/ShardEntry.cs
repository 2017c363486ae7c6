namespace ActorDetector.Actors.ShardLogs;

/// <summary>An entry for a shard's log.</summary>
/// <param name="Shard">The shard, from 0.</param>
/// <param name="Payload">The entry's bytes.</param>
public readonly record struct ShardEntry(int Shard, ReadOnlyMemory<byte> Payload);
