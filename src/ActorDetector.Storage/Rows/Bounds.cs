namespace ActorDetector.Storage.Rows;

/// <summary>How much of what a store reads, keeps and deletes at once.</summary>
internal static class Bounds
{
    /// <summary>Models that are kept.</summary>
    public const int Models = 100;

    /// <summary>Characters of each text of a dead letter.</summary>
    public const int DeadLetterCharacters = 1024;

    /// <summary>Deltas that are read at once.</summary>
    public const int Deltas = 16;

    /// <summary>Entities of passive sessions that are read at once.</summary>
    public const int Entities = 10_000;

    /// <summary>Passive sessions that are read at once.</summary>
    public const int Passive = 10_000;

    /// <summary>Rows that are deleted at once: so few that a commit which waits for a deletion is not late.</summary>
    public const int Deleted = 500;

    /// <summary>Bytes of a page of anomalies; as they are read they take some three times as many.</summary>
    public const long AnomalyBytes = 8 << 20;

    /// <summary>What an anomaly's row and its places in the indexes take besides its text, roughly.</summary>
    public const int AnomalyRowBytes = 200;

    /// <summary>Bytes of a row of a bundle's file.</summary>
    public const int Chunk = 1 << 20;

    private const int Rows = 1000;

    /// <summary>The rows of a page, where so many were asked for.</summary>
    public static int Page(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        return Math.Min(most, Rows);
    }

    /// <summary>Refuses a shard that a store of so many does not have.</summary>
    public static void CheckShard(int shard, int shards)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, shards);
    }

    /// <summary>The time, in ticks UTC, before which things are too old; 0 when nothing is.</summary>
    public static long Oldest(DateTimeOffset now, TimeSpan retained) => retained < now - DateTimeOffset.MinValue ? (now - retained).UtcTicks : 0;
}
