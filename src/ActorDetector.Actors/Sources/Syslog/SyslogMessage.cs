using ActorDetector.Logs.Formats;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>What a syslog message says, as runs of its own bytes.</summary>
public ref struct SyslogMessage
{
    /// <summary>Facility times 8 plus severity, or -1 when the message has none.</summary>
    public int Priority { get; set; }

    /// <summary>When: ticks UTC, or <see cref="ParsedLine.NoTime"/>.</summary>
    public long Time { get; set; }

    /// <summary>When by the sender's clock and zone, as the message shows it: ticks, or <see cref="ParsedLine.NoTime"/>.</summary>
    public long LocalTime { get; set; }

    /// <summary>The host, or empty.</summary>
    public ReadOnlySpan<byte> Host { get; set; }

    /// <summary>The program (APP-NAME, or the tag without the process), or empty.</summary>
    public ReadOnlySpan<byte> App { get; set; }

    /// <summary>The process (PROCID, or what is in the tag's brackets), or empty.</summary>
    public ReadOnlySpan<byte> ProcessId { get; set; }

    /// <summary>The kind of message (MSGID), or empty.</summary>
    public ReadOnlySpan<byte> MessageId { get; set; }

    /// <summary>The structured data with its brackets, or empty.</summary>
    public ReadOnlySpan<byte> StructuredData { get; set; }

    /// <summary>The message itself.</summary>
    public ReadOnlySpan<byte> Text { get; set; }

    /// <summary>A message that is nothing but text.</summary>
    internal static SyslogMessage Plain(int priority, ReadOnlySpan<byte> text) => new()
    {
        Priority = priority,
        Time = ParsedLine.NoTime,
        LocalTime = ParsedLine.NoTime,
        Text = text,
    };
}
