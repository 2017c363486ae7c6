namespace ActorDetector.Logs.Mining;

/// <summary>One place of a pattern.</summary>
/// <param name="Kind">What it takes.</param>
/// <param name="Text">The text of a constant.</param>
/// <param name="HasGroup">Whether variable brackets may follow it.</param>
internal sealed record Place(PlaceKind Kind, byte[] Text, bool HasGroup)
{
    /// <summary>Its number in a trie: a constant's number in the vocabulary, or a negative one for its kind.</summary>
    public int NumberIn(Vocabulary vocabulary) =>
        Kind == PlaceKind.Constant ? vocabulary.FindOrAdd(Text) : -(int)Kind;
}
