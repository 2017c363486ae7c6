namespace ActorDetector.Actors.Mailboxes;

/// <summary>Takes the messages that made an actor throw.</summary>
public interface IDeadLetters
{
    /// <summary>Sets a message aside. Never throws, never waits.</summary>
    /// <param name="actor">The actor, as <c>shard 3</c>.</param>
    /// <param name="message">What the message was.</param>
    /// <param name="fault">What was thrown.</param>
    void Add(string actor, string message, Exception fault);
}
