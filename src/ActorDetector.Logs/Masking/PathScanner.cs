using static ActorDetector.Logs.Text.ByteClasses;
using ByteClass = ActorDetector.Logs.Text.ByteClass;

namespace ActorDetector.Logs.Masking;

/// <summary>Finds paths and URLs.</summary>
internal static class PathScanner
{
    private const ByteClass UrlEnd = ByteClass.Space | ByteClass.Closing;
    private const ByteClass PathEnd = ByteClass.Space | ByteClass.Punctuation;

    /// <summary>The length of the URL at <paramref name="at"/>, whose scheme starts with a letter; or 0.</summary>
    public static int UrlLength(ReadOnlySpan<byte> text, int at)
    {
        int end = at;
        while (IsAt(text, end, Alphanumeric) || (end < text.Length && "+.-"u8.Contains(text[end])))
            end++;
        return text[end..].StartsWith("://"u8) ? WithoutDots(text, at, SkipUntil(text, end + 3, UrlEnd)) : 0;
    }

    /// <summary>The length of the Windows path at <paramref name="at"/>, as <c>C:\Temp</c> or <c>\\server\share</c>; or 0.</summary>
    public static int WindowsLength(ReadOnlySpan<byte> text, int at)
    {
        int start = IsAt(text, at, '\\') ? at + 1 : at + 2;
        if (!IsAt(text, start, '\\') || (start == at + 2 && !IsAt(text, at + 1, ':')))
            return 0;
        int end = SkipUntil(text, start + 1, PathEnd);

        // \\?\C:\ names a drive inside the path.
        if (IsAt(text, end, ':') && IsAt(text, end + 1, '\\'))
            end = SkipUntil(text, end + 1, PathEnd);
        return WithoutDots(text, at, end);
    }

    /// <summary>The length of the Unix path at <paramref name="at"/>, with the query that a request's path may have; or 0.</summary>
    public static int UnixLength(ReadOnlySpan<byte> text, int at)
    {
        int slash = at;
        if (IsAt(text, slash, '~'))
            slash++;
        else
            while (slash < at + 2 && IsAt(text, slash, '.'))
                slash++;
        if (!IsAt(text, slash, '/'))
            return 0;
        int end = slash + 1;
        bool named = false;
        while (end < text.Length && text[end] != '?' && !Is(text[end], PathEnd))
            named |= Is(text[end++], Alphanumeric);
        if (!named)
            return 0;
        if (IsAt(text, end, '?'))
        {
            while (end < text.Length && !Is(text[end], ByteClass.Space) && !"\"'<>"u8.Contains(text[end]))
                end++;
        }

        return WithoutDots(text, at, end);
    }

    private static int SkipUntil(ReadOnlySpan<byte> text, int at, ByteClass classes)
    {
        while (at < text.Length && !Is(text[at], classes))
            at++;
        return at;
    }

    // A full stop ends the sentence, not the path.
    private static int WithoutDots(ReadOnlySpan<byte> text, int at, int end)
    {
        while (end > at + 1 && text[end - 1] == '.')
            end--;
        return end - at;
    }
}
