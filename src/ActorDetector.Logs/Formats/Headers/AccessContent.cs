using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Headers;

/// <summary>What a web access line says: its request, status and size. Who asked is in the header; the referrer and the agent are
/// fields.</summary>
internal static class AccessContent
{
    // The places of the fields in the access preset's pattern.
    private const int Request = 4;
    private const int Size = 6;

    public static void Find(ReadOnlySpan<byte> line, Span<Slice> fields)
    {
        int start = fields[Request].Start - 1;
        fields[^1] = new Slice(start, fields[Size].End - start);
    }
}
