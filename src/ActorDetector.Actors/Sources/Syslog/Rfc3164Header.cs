namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>The header of RFC 3164, behind the priority, in the forms that daemons and Cisco's devices give it.</summary>
internal static class Rfc3164Header
{
    private const int LongestHost = 255;
    private const int LongestTag = 128;

    // A device writes its count of messages, or the host's too, before the time.
    private const int MostCounts = 2;

    /// <summary>Reads it; false, and nothing is changed, when there is no time: then it cannot be told what is header.</summary>
    /// <param name="cursor">Behind the priority.</param>
    /// <param name="arrived">When the message arrived, in the zone: ticks.</param>
    /// <param name="zone">The zone of times that do not name theirs.</param>
    /// <param name="message">Receives what is read.</param>
    public static bool TryRead(SyslogCursor cursor, long arrived, TimeZoneInfo zone, ref SyslogMessage message)
    {
        SkipCounts(ref cursor);
        if (!TakeTime(ref cursor, arrived, out SyslogTime time) && !TakeHostAndTime(ref cursor, arrived, out time, ref message))
            return false;
        (message.Time, message.LocalTime) = (time.Utc(zone), time.Local);
        if (cursor.Take((byte)':'))
            cursor.SkipBlanks();
        else if (cursor.Take((byte)' ') && IsHost(cursor.Rest, out int length))
            TakeHost(ref cursor, length, ref message);
        message.Text = cursor.Rest;
        TakeTag(cursor, ref message);
        return true;
    }

    private static void SkipCounts(ref SyslogCursor cursor)
    {
        for (int count = 0; count < MostCounts; count++)
        {
            SyslogCursor at = cursor;
            if (!at.TakeNumber(0, 9, out _) || !at.Take(": "u8))
                return;
            cursor = at;
        }
    }

    private static bool TakeTime(ref SyslogCursor cursor, long arrived, out SyslogTime time)
    {
        SyslogCursor at = cursor;

        // So does a device mark a clock that is not set, or has lost its peer.
        _ = at.Take((byte)'*') || at.Take((byte)'.');
        if (!SyslogTimeReader.TakeIso(ref at, out time) && !SyslogTimeReader.TakeBsd(ref at, arrived, out time))
            return false;
        if (!at.Rest.IsEmpty && at.Rest[0] is not ((byte)' ' or (byte)':'))
            return false;
        cursor = at;
        return true;
    }

    private static bool TakeHostAndTime(ref SyslogCursor cursor, long arrived, out SyslogTime time, ref SyslogMessage message)
    {
        SyslogCursor at = cursor;
        time = SyslogTime.None;
        if (!at.TakeField(LongestHost, out ReadOnlySpan<byte> host) || host.Length < 2 || host[^1] != ':' || !TakeTime(ref at, arrived, out time))
            return false;
        message.Host = host[..^1];
        cursor = at;
        return true;
    }

    /// <summary>Whether a word with a blank behind it is a host: not a tag, which has a bracket, or a colon at its end.</summary>
    private static bool IsHost(ReadOnlySpan<byte> rest, out int length)
    {
        length = rest.IndexOf((byte)' ');
        if (length is < 1 or > LongestHost || rest[length - 1] == ':')
            return false;
        foreach (byte value in rest[..length])
        {
            if (!char.IsAsciiLetterOrDigit((char)value) && value is not ((byte)'.' or (byte)'-' or (byte)'_' or (byte)':' or (byte)'/' or (byte)'%'))
                return false;
        }

        return true;
    }

    private static void TakeHost(ref SyslogCursor cursor, int length, ref SyslogMessage message)
    {
        message.Host = cursor.Take(length);
        cursor.Take((byte)' ');
        cursor.Take(": "u8);
    }

    /// <summary>Takes <c>app:</c>, <c>app[process]:</c> or <c>app[process]</c> with a blank or the end behind it; else there is no tag.</summary>
    private static void TakeTag(SyslogCursor cursor, ref SyslogMessage message)
    {
        ReadOnlySpan<byte> rest = cursor.Rest;
        int end = rest[..Math.Min(rest.Length, LongestTag)].IndexOfAny((byte)' ', (byte)':', (byte)'[');
        if (end < 1 || rest[end] == ' ')
            return;
        ReadOnlySpan<byte> app = cursor.Take(end);
        ReadOnlySpan<byte> process = default;
        if (cursor.Take((byte)'['))
        {
            rest = cursor.Rest;
            end = rest[..Math.Min(rest.Length, LongestTag)].IndexOfAny((byte)']', (byte)' ');
            if (end < 1 || rest[end] != ']')
                return;
            process = cursor.Take(end);
            cursor.Take(1);
        }

        cursor.Take((byte)':');
        if (!cursor.Rest.IsEmpty && !cursor.Take((byte)' '))
            return;
        message.App = app;
        message.ProcessId = process;
        message.Text = cursor.Rest;
    }
}
