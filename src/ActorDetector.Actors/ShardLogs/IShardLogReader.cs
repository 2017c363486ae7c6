namespace ActorDetector.Actors.ShardLogs;

/// <summary>Reads one shard's log in order. Not for two threads at once.</summary>
public interface IShardLogReader : IDisposable
{
    /// <summary>The next durable entry, if there is one now.</summary>
    bool TryRead(out LogEntry entry);

    /// <summary>Waits until there is one.</summary>
    ValueTask WaitAsync(CancellationToken cancellation);
}
