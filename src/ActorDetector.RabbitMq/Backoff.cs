namespace ActorDetector.RabbitMq;

/// <summary>How long to wait before the next attempt: 0.1 s, then twice as long each time, up to 5 s.</summary>
internal struct Backoff
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan _last;

    /// <summary>How long to wait now.</summary>
    public TimeSpan Next()
    {
        _last = _last == default ? Shortest : _last * 2 < Longest ? _last * 2 : Longest;
        return _last;
    }
}
