namespace ActorDetector.Actors.ShardLogs;

/// <summary>Reads one shard's log in order. Not for two threads at once.</summary>
public interface IShardLogReader : IDisposable
{
    /// <summary>The next durable entry, if there is one now.</summary>
    /// <exception cref="ShardLostException">The shard is this node's no longer: its log is offered to another.</exception>
    bool TryRead(out LogEntry entry);

    /// <summary>Waits until there is one.</summary>
    /// <exception cref="ShardLostException">The shard is this node's no longer.</exception>
    ValueTask WaitAsync(CancellationToken cancellation);
}
