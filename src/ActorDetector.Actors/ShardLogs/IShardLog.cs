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

    /// <summary>Waits until this node may take a shard: at once where the log is this node's alone; where nodes share it, until there is something to read
    /// and it is offered to this one and no other.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="cancellation">Ends the waiting: it is offered to others then.</param>
    ValueTask WaitForOfferAsync(int shard, CancellationToken cancellation);

    /// <summary>Gives a shard back, or what was offered of it: what was not released is offered to who waits for it next. Nothing where the log is this
    /// node's alone. To be called when nobody reads it.</summary>
    ValueTask GiveBackAsync(int shard);

    /// <summary>Reads a shard's log from a position on: 0, or the <see cref="LogEntry.Next"/> of an entry. Where nodes share the log, the first entry that was
    /// not released is at this position, for positions are counted by who reads.</summary>
    IShardLogReader Read(int shard, long from);

    /// <summary>How many messages wait for who reads a shard, as was known last; null where it is not known.</summary>
    long? Backlog(int shard);

    /// <summary>The entry at a position, for looking back; null when it is no longer there. The bytes are the caller's.</summary>
    byte[]? Find(int shard, long position);

    /// <summary>The positions of entries of a shard before (below) and after (from) a position, the nearest first, at most so many; for
    /// looking around an entry. Only entries that are still there.</summary>
    IEnumerable<long> Around(int shard, long position, bool after, int most);

    /// <summary>Tells that nothing below a position will be needed for replay: it may be deleted.</summary>
    void Release(int shard, long position);
}
