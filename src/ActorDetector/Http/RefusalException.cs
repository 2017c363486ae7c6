namespace ActorDetector.Http;

/// <summary>A request that is not fulfilled.</summary>
/// <param name="status">The status code.</param>
/// <param name="reason">What was wrong and what to do.</param>
/// <param name="inner">The fault beneath it.</param>
internal sealed class RefusalException(int status, string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>The status code.</summary>
    public int Status { get; } = status;

    /// <summary>Seconds after which the client may come again; null when that is of no use.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The request's first lines that were accepted all the same; null when it is no request with lines.</summary>
    public long? Accepted { get; init; }
}
