namespace ActorDetector.Logs.Mining;

/// <summary>A node of a <see cref="PatternTrie"/>, its constants apart.</summary>
/// <param name="Masked">The node behind a masked part, or <see cref="PatternTrie.None"/>; so with the next two.</param>
/// <param name="Word">The node behind a variable word.</param>
/// <param name="Several">The node behind several.</param>
/// <param name="Pattern">The pattern that ends here.</param>
internal readonly record struct TrieNode(int Masked, int Word, int Several, int Pattern)
{
    /// <summary>A node with nothing behind it.</summary>
    public static readonly TrieNode Empty = new(PatternTrie.None, PatternTrie.None, PatternTrie.None, PatternTrie.None);

    /// <summary>The node behind a place that is no constant.</summary>
    public int Behind(PlaceKind kind) => kind switch { PlaceKind.Masked => Masked, PlaceKind.Word => Word, _ => Several };

    /// <summary>The node with another behind a place that is no constant.</summary>
    public TrieNode With(PlaceKind kind, int next) => kind switch
    {
        PlaceKind.Masked => this with { Masked = next },
        PlaceKind.Word => this with { Word = next },
        _ => this with { Several = next },
    };
}
