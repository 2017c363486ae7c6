using System.Text.Unicode;

namespace ActorDetector.Logs.Reading;

/// <summary>Tells a file that is no text at all from a log with some bad lines.</summary>
internal static class TextCheck
{
    // A program holds readable strings too: a log has far more than a tenth of its bytes in lines of text.
    private const int LeastTextShare = 10;

    /// <summary>How many first bytes of an input are judged.</summary>
    public const int Bytes = 4096;

    /// <summary>Why the first bytes of an input cannot be a log, or null.</summary>
    public static string? Refusal(ReadOnlySpan<byte> first)
    {
        if (IsUtf16(first))
            return "is UTF-16 text; convert it to UTF-8 first (iconv -f UTF-16 -t UTF-8)";
        if (!first.Contains((byte)0) || TextBytes(first) * LeastTextShare >= first.Length)
            return null;
        return $"is not text: almost none of its first {first.Length:N0} bytes are readable; "
            + "name a log as text or .gz (unpack other archives first)";
    }

    /// <summary>Whether the first bytes of an input mark it as UTF-16.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> first) =>
        first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || first.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);

    private static long TextBytes(ReadOnlySpan<byte> bytes)
    {
        long text = 0;
        foreach (Range range in bytes.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = bytes[range];
            if (IsText(line))
                text += line.Length + 1;
        }

        return text;
    }

    private static bool IsText(ReadOnlySpan<byte> line)
    {
        foreach (byte value in line)
        {
            if (value < ' ' && value is not ((byte)'\t' or (byte)'\r' or 27))
                return false;
        }

        return Utf8.IsValid(line);
    }
}
