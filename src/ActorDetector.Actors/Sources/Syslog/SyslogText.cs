namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>What of a syslog message becomes the line.</summary>
public enum SyslogText
{
    /// <summary>As syslog daemons write it to their files: <c>Mmm dd hh:mm:ss host tag: message</c>.</summary>
    File,

    /// <summary>The message without its header.</summary>
    Message,

    /// <summary>The frame as it came.</summary>
    Raw,
}
