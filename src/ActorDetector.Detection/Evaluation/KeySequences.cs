namespace ActorDetector.Detection.Evaluation;

/// <summary>A set of log-key sequences, compared key by key. Tells which test sessions training saw verbatim.</summary>
public sealed class KeySequences
{
    private readonly HashSet<int[]> _sequences = new(KeySequenceComparer.Instance);

    /// <summary>Distinct sequences.</summary>
    public int Count => _sequences.Count;

    /// <summary>Puts a sequence into the set.</summary>
    public void Add(ReadOnlySpan<int> keys) => _sequences.GetAlternateLookup<ReadOnlySpan<int>>().Add(keys);

    /// <summary>Whether exactly this sequence is in the set.</summary>
    public bool Contains(ReadOnlySpan<int> keys) => _sequences.GetAlternateLookup<ReadOnlySpan<int>>().Contains(keys);
}
