namespace ActorDetector.Http.Metrics;

/// <summary>Counts the requests that were answered, by status code. For any number of requests at once.</summary>
public sealed class RequestTally
{
    private const int Codes = 600;

    private readonly long[] _counts = new long[Codes];

    /// <summary>The codes that requests were answered with, and how many were, ascending.</summary>
    public IEnumerable<(int Code, long Requests)> Counts =>
        Enumerable.Range(0, Codes).Select(code => (code, Interlocked.Read(ref _counts[code]))).Where(count => count.Item2 > 0);

    /// <summary>Counts a request.</summary>
    public void Add(int code) => Interlocked.Increment(ref _counts[Math.Clamp(code, 0, Codes - 1)]);
}
