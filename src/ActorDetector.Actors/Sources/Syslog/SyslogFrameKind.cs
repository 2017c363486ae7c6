namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>What a syslog stream's next bytes are.</summary>
public enum SyslogFrameKind
{
    /// <summary>No whole frame yet: more bytes are needed.</summary>
    None,

    /// <summary>A message.</summary>
    Message,

    /// <summary>A message longer than allowed; its bytes are skipped.</summary>
    TooLong,

    /// <summary>A frame that has no end: the stream ended within it.</summary>
    Broken,

    /// <summary>Bytes that are no frame, and where the next one begins cannot be told: the connection must be closed.</summary>
    Lost,
}
