using ActorDetector.Logs.Formats;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>A time as a message shows it.</summary>
/// <param name="Local">By the sender's clock and zone: ticks, or <see cref="ParsedLine.NoTime"/>.</param>
/// <param name="Offset">How far that is ahead of UTC, in ticks; null when the message does not say.</param>
internal readonly record struct SyslogTime(long Local, long? Offset)
{
    public static SyslogTime None { get; } = new(ParsedLine.NoTime, null);

    /// <summary>Ticks UTC, or <see cref="ParsedLine.NoTime"/>.</summary>
    /// <param name="zone">The zone of a time that does not name its own.</param>
    public long Utc(TimeZoneInfo zone)
    {
        if (Local == ParsedLine.NoTime)
            return ParsedLine.NoTime;
        long utc = Local - (Offset ?? zone.GetUtcOffset(new DateTime(Local, DateTimeKind.Unspecified)).Ticks);
        return utc >= 0 && utc <= DateTime.MaxValue.Ticks ? utc : ParsedLine.NoTime;
    }
}
