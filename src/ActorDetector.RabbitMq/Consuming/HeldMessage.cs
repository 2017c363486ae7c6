using ActorDetector.RabbitMq.Messages;

namespace ActorDetector.RabbitMq.Consuming;

/// <summary>A message that a shard holds.</summary>
/// <param name="Batch">What is in it.</param>
/// <param name="Tag">The number that the channel knows it by.</param>
/// <param name="First">The place of its first entry among all that the channel brought.</param>
internal sealed record HeldMessage(ReceivedBatch Batch, ulong Tag, long First)
{
    /// <summary>The place behind its last entry.</summary>
    public long End => First + Batch.Count;
}
