using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Headers;

/// <summary>Parts the structured data of a syslog line from its message (RFC 5424, section 6.3).</summary>
internal static class StructuredData
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static void Split(ReadOnlySpan<byte> line, Span<Slice> fields)
    {
        Slice both = fields[^2];
        int length = Length(both.Of(line));
        int message = both.Start + length;
        while (message < both.End && line[message] == ' ')
            message++;
        if (line[message..both.End].StartsWith(ByteOrderMark))
            message += ByteOrderMark.Length;
        fields[^2] = new Slice(both.Start, length);
        fields[^1] = new Slice(message, both.End - message);
    }

    /// <summary>The length of a dash, or of elements in brackets whose quoted values may hold brackets; 0 when neither stands
    /// there.</summary>
    private static int Length(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith((byte)'-'))
            return 1;
        int end = 0;
        while (end < text.Length && text[end] == '[')
        {
            int element = ElementLength(text[end..]);
            if (element == 0)
                break;
            end += element;
        }

        return end;
    }

    private static int ElementLength(ReadOnlySpan<byte> text)
    {
        bool quoted = false;
        for (int i = 1; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\')
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == ']' && !quoted)
                return i + 1;
        }

        return 0;
    }
}
