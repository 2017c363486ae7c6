namespace ActorDetector.RabbitMq.Consuming;

/// <summary>Counts messages that could not be understood. Safe from any thread.</summary>
internal sealed class DamageCount
{
    private long _count;

    /// <summary>How many there were.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>One more.</summary>
    public void Add() => Interlocked.Increment(ref _count);
}
