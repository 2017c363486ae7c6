namespace ActorDetector.Actors.Stores;

/// <summary>Where shards keep their checkpoints and verdicts.</summary>
public interface IShardStore
{
    /// <summary>Takes a shard: raises its epoch, so that every earlier owner's commits are refused, and gives its checkpoint.</summary>
    /// <exception cref="StoreException">The checkpoint is damaged: it cannot be told what the shard knew.</exception>
    ValueTask<ShardCheckpoint> TakeAsync(int shard, CancellationToken cancellation);

    /// <summary>Forgets what a shard knew of its sessions, damaged or not; its position, counters and producers stay.</summary>
    ValueTask ResetAsync(int shard, CancellationToken cancellation);

    /// <summary>Commits in one transaction; commits of several shards may share one. Waits, and tries again, while the store cannot be written
    /// for a cause that may pass (a full disk, a lock).</summary>
    /// <exception cref="StaleEpochException">Another owner has taken the shard.</exception>
    ValueTask CommitAsync(ShardCommit commit, CancellationToken cancellation);

    /// <summary>The passive sessions of some entities; those that have none are left out.</summary>
    ValueTask<IReadOnlyList<PassiveSession>> ReadPassiveAsync(int shard, IReadOnlyList<byte[]> entities, CancellationToken cancellation);

    /// <summary>Passive sessions that were last seen, or arrived, before these times, those used first first.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="seen">Log time; <see cref="long.MinValue"/> for none.</param>
    /// <param name="arrived">Arrival; <see cref="long.MinValue"/> for none.</param>
    /// <param name="after">Only those used after this: the <see cref="PassiveSession.Used"/> of the last of the page before.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellation">Ends it.</param>
    ValueTask<IReadOnlyList<PassiveSession>> ReadPassiveBeforeAsync(int shard, long seen, long arrived, long after, int most, CancellationToken cancellation);

    /// <summary>The entities of all passive sessions of a shard.</summary>
    IAsyncEnumerable<byte[]> ReadPassiveEntitiesAsync(int shard, CancellationToken cancellation);

    /// <summary>The position up to which a shard's commits would survive a power cut: the log may be released up to it.</summary>
    long DurablePosition(int shard);
}
