namespace ActorDetector.Actors.Stores;

/// <summary>What one commit of a shard changes, all or nothing.</summary>
public sealed record ShardCommit
{
    /// <summary>The shard.</summary>
    public required int Shard { get; init; }

    /// <summary>The epoch in which it is owned.</summary>
    public required long Epoch { get; init; }

    /// <summary>The shard-log position that the checkpoint stands for from now on: to read on from.</summary>
    public required long Position { get; init; }

    /// <summary>Parts that are replaced.</summary>
    public IReadOnlyList<CheckpointPart> Parts { get; init; } = [];

    /// <summary>The sessions that changed; null when none did.</summary>
    public CheckpointDelta? Delta { get; init; }

    /// <summary>Deltas with numbers below this are needed no longer.</summary>
    public long FirstDelta { get; init; }

    /// <summary>Sessions that are in the store only from now on.</summary>
    public IReadOnlyList<PassiveSession> Passivated { get; init; } = [];

    /// <summary>Entities whose sessions are passive no longer.</summary>
    public IReadOnlyList<byte[]> Activated { get; init; } = [];

    /// <summary>Producers that are known no longer; goes before <see cref="Producers"/>.</summary>
    public IReadOnlyList<string> ForgottenProducers { get; init; } = [];

    /// <summary>The positions up to which producers were read that moved, in the order of their last moves.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Producers { get; init; } = [];

    /// <summary>The new values of counters.</summary>
    public IReadOnlyList<KeyValuePair<CounterKey, long>> Counters { get; init; } = [];

    /// <summary>What was found; their numbers are 0.</summary>
    public IReadOnlyList<StoredAnomaly> Anomalies { get; init; } = [];

    /// <summary>Sessions that were closed with an anomaly.</summary>
    public IReadOnlyList<ClosedSession> Closed { get; init; } = [];

    /// <summary>Lines that were set aside.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters { get; init; } = [];
}
