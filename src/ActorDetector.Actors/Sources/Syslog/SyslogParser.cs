namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Reads syslog messages: RFC 5424 when the version 1 is behind the priority, else RFC 3164.</summary>
/// <remarks>Nothing is an error: what a message's form does not tell stays empty, and all of a message of no known form is its text. Pure.</remarks>
public static class SyslogParser
{
    // RFC 5424, section 6.2.1: facilities to 23, severities to 7.
    private const int MostPriority = 191;

    /// <summary>Reads a message.</summary>
    /// <param name="frame">Its bytes.</param>
    /// <param name="arrived">When it arrived, ticks UTC: a time without a year is in the year that puts it nearest.</param>
    /// <param name="zone">The zone of times that do not name theirs.</param>
    public static SyslogMessage Parse(ReadOnlySpan<byte> frame, long arrived, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        SyslogCursor cursor = new(frame);
        if (!TakePriority(ref cursor, out int priority))
            return SyslogMessage.Plain(-1, frame);
        SyslogMessage message = SyslogMessage.Plain(priority, cursor.Rest);
        if (!Rfc5424Header.TryRead(cursor, zone, ref message))
            Rfc3164Header.TryRead(cursor, LocalTime(arrived, zone), zone, ref message);
        return message;
    }

    /// <summary>A time in a zone: ticks.</summary>
    internal static long LocalTime(long utc, TimeZoneInfo zone) =>
        Math.Clamp(utc + zone.GetUtcOffset(new DateTime(utc, DateTimeKind.Utc)).Ticks, 0, DateTime.MaxValue.Ticks);

    private static bool TakePriority(ref SyslogCursor cursor, out int priority)
    {
        priority = -1;
        return cursor.Take((byte)'<') && cursor.TakeNumber(1, 3, out priority) && priority <= MostPriority && cursor.Take((byte)'>');
    }
}
