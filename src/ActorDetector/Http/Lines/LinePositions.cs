namespace ActorDetector.Http.Lines;

/// <summary>Gives lines their positions. For any number of requests at once.</summary>
/// <param name="last">The position before the first.</param>
internal sealed class LinePositions(long last)
{
    private long _last = last;

    /// <summary>The next position.</summary>
    public long Next() => Interlocked.Increment(ref _last);
}
