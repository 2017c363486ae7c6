namespace ActorDetector.Http.Bodies;

/// <summary>Bounds the memory that all bodies together take while they are read. For any number of requests at once.</summary>
/// <param name="most">Most bytes.</param>
internal sealed class ByteBudget(long most)
{
    private long _taken;

    /// <summary>Takes bytes, if there are so many. Never waits.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= most)
            return true;
        Give(bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    public void Give(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
