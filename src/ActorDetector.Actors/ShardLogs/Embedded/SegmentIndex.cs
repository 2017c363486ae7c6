namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>The sparse index of a segment: for every 64 KiB in which a record begins, the first one's address and whose records begin there.
/// Safe from any thread.</summary>
internal sealed class SegmentIndex
{
    /// <summary>The mask of a stretch that every shard's reader must look at.</summary>
    public const ulong Everybody = ulong.MaxValue;

    private const int StretchBits = 16;

    private readonly Lock _gate = new();
    private readonly List<Stretch> _stretches = [];

    /// <summary>The mask of a shard. Shards 64 apart share one: a reader then reads what it need not.</summary>
    public static ulong Mask(int shard) => 1UL << (shard & 63);

    /// <summary>Adds a record; addresses ascend.</summary>
    public void Add(long address, ulong mask)
    {
        lock (_gate)
        {
            if (_stretches.Count > 0 && _stretches[^1].First >> StretchBits == address >> StretchBits)
                _stretches[^1] = _stretches[^1] with { Mask = _stretches[^1].Mask | mask };
            else
                _stretches.Add(new(address, mask));
        }
    }

    /// <summary>The first address from one on at which a record of a shard may begin; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextFor(int shard, long address)
    {
        lock (_gate)
        {
            for (int i = Math.Max(0, Find(address)); i < _stretches.Count; i++)
            {
                if ((_stretches[i].Mask & Mask(shard)) != 0)
                    return Math.Max(address, _stretches[i].First);
            }

            return long.MaxValue;
        }
    }

    /// <summary>The last stretch that begins below an address and may hold a shard's records, and where it ends; null when there is none.</summary>
    public (long First, long End)? BeforeFor(int shard, long address)
    {
        lock (_gate)
        {
            for (int i = Find(address - 1); i >= 0; i--)
            {
                if ((_stretches[i].Mask & Mask(shard)) != 0)
                    return (_stretches[i].First, i + 1 < _stretches.Count ? _stretches[i + 1].First : long.MaxValue);
            }

            return null;
        }
    }

    /// <summary>The first record's address of the stretch that an address is in; the address itself before the first.</summary>
    public long StretchOf(long address)
    {
        lock (_gate)
        {
            int found = Find(address);
            return found < 0 ? address : _stretches[found].First;
        }
    }

    private int Find(long address)
    {
        int low = 0, high = _stretches.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _stretches[middle].First <= address ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private readonly record struct Stretch(long First, ulong Mask);
}
