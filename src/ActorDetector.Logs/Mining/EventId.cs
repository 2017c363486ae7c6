using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>The token text of an event id: marked by a line feed, which no token of content can hold.</summary>
internal static class EventId
{
    private const int MaxBytes = 256;

    /// <summary>Bytes of scratch that <see cref="Mark"/> needs.</summary>
    public const int ScratchBytes = MaxBytes + 1;

    /// <summary>Writes the token text of an id into scratch.</summary>
    public static ReadOnlySpan<byte> Mark(ReadOnlySpan<byte> eventId, Span<byte> scratch)
    {
        int length = Math.Min(eventId.Length, MaxBytes);
        scratch[0] = (byte)'\n';
        eventId[..length].CopyTo(scratch[1..]);
        return scratch[..(length + 1)];
    }

    /// <summary>Whether a token text is that of an event id.</summary>
    public static bool IsMarked(ReadOnlySpan<byte> text) => text.Length > 0 && text[0] == '\n';

    /// <summary>The number of an id in the vocabulary, or <see cref="Vocabulary.Unknown"/>.</summary>
    public static int Find(Vocabulary vocabulary, ReadOnlySpan<byte> marked) => vocabulary.Find(ByteHash.Of(marked), marked);
}
