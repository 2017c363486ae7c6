namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>What a syslog stream's next bytes are.</summary>
/// <param name="kind">What they are.</param>
/// <param name="consumed">How many bytes are done with.</param>
/// <param name="message">The message's bytes.</param>
public readonly ref struct SyslogFrame(SyslogFrameKind kind, int consumed, ReadOnlySpan<byte> message = default)
{
    /// <summary>What they are.</summary>
    public SyslogFrameKind Kind { get; } = kind;

    /// <summary>How many bytes are done with, of those that the framer was given; also when no whole frame is there yet.</summary>
    public int Consumed { get; } = consumed;

    /// <summary>The message's bytes, without count and trailer; a run of the bytes that the framer was given.</summary>
    public ReadOnlySpan<byte> Message { get; } = message;
}
