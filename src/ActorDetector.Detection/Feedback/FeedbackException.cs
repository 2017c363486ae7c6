namespace ActorDetector.Detection.Feedback;

/// <summary>Feedback that cannot be learned from; the message says why and what to do.</summary>
public sealed class FeedbackException : Exception
{
    /// <summary>A fault described by <paramref name="message"/>.</summary>
    public FeedbackException(string message) : base(message)
    {
    }

    /// <summary>A fault with the fault beneath it.</summary>
    public FeedbackException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>An unnamed fault.</summary>
    public FeedbackException()
    {
    }
}
