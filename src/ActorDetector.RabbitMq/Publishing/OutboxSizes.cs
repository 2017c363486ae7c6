namespace ActorDetector.RabbitMq.Publishing;

/// <summary>How much an outbox holds.</summary>
/// <param name="MessageBytes">Most bytes of a message, but for an entry that is longer.</param>
/// <param name="Bytes">Most bytes that are not confirmed, but for an entry that is longer.</param>
internal readonly record struct OutboxSizes(int MessageBytes, long Bytes);
