namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>Counts damaged entries, each once however many readers meet it. Safe from any thread.</summary>
internal sealed class DamageCount
{
    // Above so many, one may be counted by every reader that meets it.
    private const int MostRemembered = 4096;

    private readonly Lock _gate = new();
    private readonly HashSet<long> _known = [];
    private long _count;

    /// <summary>How many.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Counts the one at an address.</summary>
    public void Add(long address)
    {
        lock (_gate)
        {
            if (_known.Count >= MostRemembered ? _known.Contains(address) : !_known.Add(address))
                return;
        }

        Interlocked.Increment(ref _count);
    }
}
