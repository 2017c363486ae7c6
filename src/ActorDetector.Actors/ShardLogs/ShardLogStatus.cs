namespace ActorDetector.Actors.ShardLogs;

/// <summary>How a shard log is.</summary>
/// <param name="Bytes">Bytes that it takes.</param>
/// <param name="MaxBytes">Bytes that it may take.</param>
/// <param name="WaitingBytes">Bytes that are not released yet.</param>
/// <param name="IsFull">Whether appending waits.</param>
/// <param name="Trouble">What is wrong and what to do, as <c>no space left on /data/log; free some</c>; null when all is well.</param>
/// <param name="TornBytes">Bytes behind the last whole entry that were cut off at the start: they were never accepted.</param>
/// <param name="DamagedEntries">Entries whose checksum did not hold when they were read.</param>
public sealed record ShardLogStatus(
    long Bytes, long MaxBytes, long WaitingBytes, bool IsFull, string? Trouble, long TornBytes, long DamagedEntries)
{
    /// <summary>Whether what keeps it can be reached at all.</summary>
    public bool IsReachable { get; init; } = true;
}
