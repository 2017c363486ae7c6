namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>The header of RFC 5424, behind the priority.</summary>
internal static class Rfc5424Header
{
    // Section 6: a host has at most 255 bytes, the others fewer; devices exceed those.
    private const int LongestField = 255;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads it; false, and nothing is changed, when there is none.</summary>
    public static bool TryRead(SyslogCursor cursor, TimeZoneInfo zone, ref SyslogMessage message)
    {
        if (!cursor.Take("1 "u8))
            return false;
        SyslogTime time = SyslogTime.None;
        if (!cursor.Take((byte)'-') && !SyslogTimeReader.TakeIso(ref cursor, out time))
            return false;
        if (!cursor.Take((byte)' ') || !TakeField(ref cursor, out ReadOnlySpan<byte> host) || !TakeField(ref cursor, out ReadOnlySpan<byte> app)
            || !TakeField(ref cursor, out ReadOnlySpan<byte> process) || !TakeField(ref cursor, out ReadOnlySpan<byte> id)
            || !TakeStructuredData(ref cursor, out ReadOnlySpan<byte> structured) || !(cursor.Rest.IsEmpty || cursor.Take((byte)' ')))
            return false;
        cursor.Take(ByteOrderMark);
        (message.Time, message.LocalTime) = (time.Utc(zone), time.Local);
        message.Host = host;
        message.App = app;
        message.ProcessId = process;
        message.MessageId = id;
        message.StructuredData = structured;
        message.Text = cursor.Rest;
        return true;
    }

    private static bool TakeField(scoped ref SyslogCursor cursor, out ReadOnlySpan<byte> field)
    {
        if (!cursor.TakeField(LongestField, out field))
            return false;
        if (field is [(byte)'-'])
            field = default;
        return true;
    }

    private static bool TakeStructuredData(scoped ref SyslogCursor cursor, out ReadOnlySpan<byte> structured)
    {
        structured = default;
        if (cursor.Take((byte)'-'))
            return true;
        int end = 0;
        while (end < cursor.Rest.Length && cursor.Rest[end] == '[')
        {
            int length = ElementLength(cursor.Rest[end..]);
            if (length < 0)
                return false;
            end += length;
        }

        structured = cursor.Take(end);
        return end > 0;
    }

    /// <summary>Bytes up to the bracket that ends an element, inclusive: not one in quotes, where a backslash escapes. -1 when none does.</summary>
    private static int ElementLength(ReadOnlySpan<byte> text)
    {
        bool isQuoted = false;
        for (int at = 1; at < text.Length; at++)
        {
            if (isQuoted && text[at] == '\\')
                at++;
            else if (text[at] == '"')
                isQuoted = !isQuoted;
            else if (text[at] == ']' && !isQuoted)
                return at + 1;
        }

        return -1;
    }
}
