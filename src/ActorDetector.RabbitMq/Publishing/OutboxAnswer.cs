namespace ActorDetector.RabbitMq.Publishing;

/// <summary>What came of the answer to a message.</summary>
/// <param name="IsConfirmed">Whether the message is in its queue.</param>
/// <param name="IsReturned">Whether there is no such queue.</param>
/// <param name="ResumeAfter">When the outbox waits to be resumed: how long that should take.</param>
internal readonly record struct OutboxAnswer(bool IsConfirmed, bool IsReturned, TimeSpan? ResumeAfter = null);
