namespace ActorDetector.Actors.Sinks;

/// <summary>The other side asks to be told later.</summary>
public sealed class SinkBusyException : IOException
{
    /// <summary>An attempt that is to be made again after a time.</summary>
    public SinkBusyException(string message, TimeSpan retryAfter)
        : base(message) => RetryAfter = retryAfter;

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan RetryAfter { get; }
}
