namespace ActorDetector.Detection.Training;

/// <summary>An input that cannot be trained on; the message says why and what to do.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>A fault described by <paramref name="message"/>.</summary>
    public TrainingException(string message) : base(message)
    {
    }

    /// <summary>A fault with the fault beneath it.</summary>
    public TrainingException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>An unnamed fault.</summary>
    public TrainingException()
    {
    }
}
