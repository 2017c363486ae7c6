namespace ActorDetector.Logs.Mining;

/// <summary>Lines that a miner holds for one kind, and the pattern that covers them all.</summary>
internal sealed class Cluster
{
    // Enough for a person to see what kind of line it is, however long the line.
    private const int MaxExampleBytes = 1024;

    /// <summary>The pattern.</summary>
    public required PatternElement[] Elements { get; init; }

    /// <summary>The content of its first line, cut at a kilobyte.</summary>
    public required byte[] Example { get; init; }

    /// <summary>Whether it stands for an event id, and not for content.</summary>
    public bool IsEventId { get; init; }

    /// <summary>How many lines it has.</summary>
    public long Count { get; set; } = 1;

    /// <summary>The lengths of the words of its last line (LenMa).</summary>
    public int[] Lengths { get; set; } = [];

    /// <summary>The list that a search found it in (Drain).</summary>
    public List<Cluster>? Leaf { get; set; }

    /// <summary>The hash of its tokens (exact search).</summary>
    public ulong Hash { get; set; }

    /// <summary>The next cluster with the same hash (exact search).</summary>
    public Cluster? Next { get; set; }

    /// <summary>Its place in the order of use.</summary>
    public LinkedListNode<Cluster>? Use { get; set; }

    /// <summary>A cluster of one line.</summary>
    public static Cluster Of(ReadOnlySpan<Token> tokens, ReadOnlySpan<byte> content)
    {
        var elements = new PatternElement[tokens.Length];
        for (int i = 0; i < elements.Length; i++)
            elements[i] = PatternElement.Of(tokens[i]);
        return new Cluster { Elements = elements, Example = Cut(content) };
    }

    /// <summary>The cluster of an event id, whose marked text has the number <paramref name="id"/>.</summary>
    public static Cluster OfEventId(int id, ReadOnlySpan<byte> eventId) => new()
    {
        Elements = [new PatternElement { Id = id, Kind = TokenKind.Word }],
        Example = eventId.ToArray(),
        IsEventId = true,
    };

    /// <summary>Takes in a line of as many tokens.</summary>
    public void Absorb(ReadOnlySpan<Token> tokens)
    {
        Count++;
        for (int i = 0; i < Elements.Length; i++)
            Elements[i].Absorb(tokens[i]);
    }

    private static byte[] Cut(ReadOnlySpan<byte> content)
    {
        int length = Math.Min(content.Length, MaxExampleBytes);

        // Not inside a character.
        while (length > 0 && length < content.Length && (content[length] & 0xC0) == 0x80)
            length--;
        return content[..length].ToArray();
    }
}
