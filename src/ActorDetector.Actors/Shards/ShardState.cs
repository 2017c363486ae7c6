namespace ActorDetector.Actors.Shards;

/// <summary>What a shard is doing.</summary>
public enum ShardState
{
    /// <summary>It is not this node's: another has it, or none yet.</summary>
    Elsewhere,

    /// <summary>It reads its checkpoint.</summary>
    Restoring,

    /// <summary>It judges lines.</summary>
    Running,

    /// <summary>It cannot go on until a person has acted; its lines wait in the log.</summary>
    Halted,
}
