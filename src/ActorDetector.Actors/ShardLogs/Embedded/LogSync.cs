namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>When the shard log is synced to the disk, and so what a power cut may take. A kill of the process takes nothing with any.</summary>
public enum LogSync
{
    /// <summary>Before an entry is accepted: nothing that was accepted is lost, even when the power fails.</summary>
    Always,

    /// <summary>At intervals: a power cut takes up to what was accepted in the last interval.</summary>
    Interval,

    /// <summary>When the operating system likes: a power cut takes what it had not written yet.</summary>
    Never,
}
