namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>What a message of a checkpoint is of; the numbers are counted in its checksum.</summary>
public enum CheckpointKind : byte
{
    /// <summary>What a judge knows besides its sessions.</summary>
    Judge = 1,

    /// <summary>Sessions.</summary>
    Sessions = 2,

    /// <summary>What was learned of unseen lines.</summary>
    Unseen = 3,

    /// <summary>The last parameters.</summary>
    Parameters = 4,

    /// <summary>Where lines came from.</summary>
    Origins = 5,
}
