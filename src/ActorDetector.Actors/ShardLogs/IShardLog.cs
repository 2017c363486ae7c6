namespace ActorDetector.Actors.ShardLogs;

/// <summary>The durable, ordered queues of all shards.</summary>
public interface IShardLog : IAsyncDisposable
{
    /// <summary>How many shards there are; fixed when the log was made.</summary>
    int Shards { get; }

    /// <summary>Whether appending waits. Cheap: sources that cannot wait ask for every line.</summary>
    bool IsFull { get; }

    /// <summary>Where the entries begin that are kept: those before it were released by a shard, and are gone.</summary>
    long Oldest { get; }

    /// <summary>How it is.</summary>
    ShardLogStatus Status { get; }

    /// <summary>Appends entries, in their order; done when all are as durable as the options say. Waits while the log is full, or cannot be
    /// written for a cause that may pass (a full disk). Entries of one call need not stay together. Their bytes must stay as they are until it is done, and
    /// are the caller's again then, however it ended.</summary>
    /// <exception cref="IOException">It cannot be written for good; some may have been accepted.</exception>
    ValueTask AppendAsync(IReadOnlyList<ShardEntry> entries, CancellationToken cancellation);

    /// <summary>Reads a shard's log from a position on: 0, or the <see cref="LogEntry.Next"/> of an entry.</summary>
    IShardLogReader Read(int shard, long from);

    /// <summary>The entry at a position, for looking back; null when it is no longer there. The bytes are the caller's.</summary>
    byte[]? Find(int shard, long position);

    /// <summary>The positions of entries of a shard before (below) and after (from) a position, the nearest first, at most so many; for
    /// looking around an entry. Only entries that are still there.</summary>
    IEnumerable<long> Around(int shard, long position, bool after, int most);

    /// <summary>Tells that nothing below a position will be needed for replay: it may be deleted.</summary>
    void Release(int shard, long position);
}
