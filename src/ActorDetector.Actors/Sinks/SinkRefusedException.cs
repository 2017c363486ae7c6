namespace ActorDetector.Actors.Sinks;

/// <summary>The other side does not take these anomalies, now or later, because of what they are.</summary>
public sealed class SinkRefusedException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="message">Why.</param>
    /// <param name="isOfEach">Whether some of the anomalies may be taken when they are told apart; else all of them were refused.</param>
    public SinkRefusedException(string message, bool isOfEach)
        : base(message) => IsOfEach = isOfEach;

    /// <summary>Whether some of the anomalies may be taken when they are told apart.</summary>
    public bool IsOfEach { get; }
}
