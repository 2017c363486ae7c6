namespace ActorDetector.Serving;

/// <summary>How a running node writes its own log to the standard error.</summary>
public enum LogStyle
{
    /// <summary>A line for people.</summary>
    Text,

    /// <summary>A line for the journal of systemd, with its priority.</summary>
    Systemd,

    /// <summary>A JSON object a line.</summary>
    Json,
}
