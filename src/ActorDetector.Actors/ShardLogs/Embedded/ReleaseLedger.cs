namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>What every shard still needs of the log. Safe from any thread.</summary>
internal sealed class ReleaseLedger(int shards)
{
    private readonly Lock _gate = new();
    private readonly long[] _needed = new long[shards];
    private readonly long[] _ends = new long[shards];

    /// <summary>Notes a record; addresses ascend.</summary>
    public void Append(int shard, long address, long next)
    {
        lock (_gate)
        {
            // A shard that had nothing left needs nothing below its next record.
            if (_needed[shard] >= _ends[shard])
                _needed[shard] = address;
            _ends[shard] = next;
        }
    }

    /// <summary>Notes that a shard needs nothing below a position.</summary>
    public void Release(int shard, long position)
    {
        lock (_gate)
            _needed[shard] = Math.Max(_needed[shard], Math.Min(position, _ends[shard]));
    }

    /// <summary>The lowest address that a shard needs; <see cref="long.MaxValue"/> when none needs any.</summary>
    public long Lowest
    {
        get
        {
            lock (_gate)
            {
                long lowest = long.MaxValue;
                for (int shard = 0; shard < _ends.Length; shard++)
                {
                    if (_needed[shard] < _ends[shard])
                        lowest = Math.Min(lowest, _needed[shard]);
                }

                return lowest;
            }
        }
    }
}
