namespace ActorDetector.Actors.Lines;

/// <summary>Why a line that reached the node became no event although nothing was wrong with its content. Every line in is an event, or was
/// skipped, or was dropped under exactly one of these.</summary>
public enum DropReason
{
    /// <summary>Not dropped.</summary>
    None,

    /// <summary>The shard log was full, and its source cannot wait (UDP).</summary>
    LogFull,

    /// <summary>The source's frame was broken: no length, no end, or longer than allowed.</summary>
    BadFrame,

    /// <summary>It made the shard throw; it is among the dead letters.</summary>
    Poison,

    /// <summary>It was in a part of the shard log that is damaged.</summary>
    Damaged,

    /// <summary>The process had nearly all memory that --max-memory allows, and its source cannot wait (UDP).</summary>
    MemoryFull,

    /// <summary>An entry of the shard log that was confirmed never came: its queue was deleted, or the store is older than the queues. Counted in entries.</summary>
    Lost,
}
