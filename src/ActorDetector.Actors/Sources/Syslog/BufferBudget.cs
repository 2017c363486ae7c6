namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Bytes that connections may take for unfinished messages, all together. For any number of threads.</summary>
internal sealed class BufferBudget(long bytes)
{
    private long _left = bytes;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _left, -bytes) >= 0)
            return true;
        Give(bytes);
        return false;
    }

    public void Give(int bytes) => Interlocked.Add(ref _left, bytes);
}
