namespace ActorDetector.RabbitMq.Publishing;

/// <summary>What all outboxes hold together, and how many of them take nothing more because it is refused or cannot be sent. Safe from any
/// thread.</summary>
internal sealed class UnconfirmedBytes
{
    private long _bytes;
    private int _stuck;

    /// <summary>Bytes that are not confirmed.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether an append waits for a shard that takes nothing now.</summary>
    public bool IsFull => Volatile.Read(ref _stuck) > 0;

    /// <summary>So many bytes more, or less.</summary>
    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>One outbox more, or less, that takes nothing.</summary>
    public void AddStuck(int outboxes) => Interlocked.Add(ref _stuck, outboxes);
}
