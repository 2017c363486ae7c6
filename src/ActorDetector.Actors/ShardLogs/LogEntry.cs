namespace ActorDetector.Actors.ShardLogs;

/// <summary>An entry of a shard's log.</summary>
/// <param name="Position">Where it is: ascends within the shard, the same for ever. At most 2^51.</param>
/// <param name="Next">The position to read on from.</param>
/// <param name="Payload">Its bytes, valid until the reader's next call. Null when the entry is damaged: its checksum does not hold.</param>
/// <param name="Publication">Who published it, where a log may carry an entry twice; null where each comes once and in order.</param>
public readonly record struct LogEntry(long Position, long Next, ReadOnlyMemory<byte>? Payload, Publication? Publication = null);
