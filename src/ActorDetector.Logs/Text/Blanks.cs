namespace ActorDetector.Logs.Text;

/// <summary>White space in bytes: space, tab, line feed, vertical tab, form feed and carriage return.</summary>
internal static class Blanks
{
    public static bool IsBlank(byte value) => value is (byte)' ' or (>= 9 and <= 13);

    public static bool AreAll(ReadOnlySpan<byte> bytes) => Start(bytes) == bytes.Length;

    /// <summary>The index of the first byte that is not white space, or the length.</summary>
    public static int Start(ReadOnlySpan<byte> bytes)
    {
        int start = 0;
        while (start < bytes.Length && IsBlank(bytes[start]))
            start++;
        return start;
    }

    /// <summary>The index behind the last byte that is not white space, or 0.</summary>
    public static int End(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.Length;
        while (end > 0 && IsBlank(bytes[end - 1]))
            end--;
        return end;
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> head = bytes[..End(bytes)];
        return head[Start(head)..];
    }
}
