namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>What stands before a record's payload.</summary>
/// <param name="Shard">Whose it is; <see cref="RecordFormat.GapShard"/> when it is the log's own.</param>
/// <param name="Length">Bytes of the payload.</param>
/// <param name="PayloadSum">The payload's checksum.</param>
internal readonly record struct RecordHeader(int Shard, int Length, uint PayloadSum)
{
    /// <summary>Bytes of the whole record.</summary>
    public long Bytes => RecordFormat.HeaderBytes + Length;
}
