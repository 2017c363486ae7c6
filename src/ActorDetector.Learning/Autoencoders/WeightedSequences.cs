using ActorDetector.Learning.Layers;

namespace ActorDetector.Learning.Autoencoders;

/// <summary>Distinct sequences of keys, and how often each was seen.</summary>
/// <param name="Sequences">Keys, oldest first; none is empty. Their lengths may differ.</param>
/// <param name="Weights">(count) times seen.</param>
public sealed record WeightedSequences(IReadOnlyList<ushort[]> Sequences, float[] Weights)
{
    /// <summary>How many distinct sequences.</summary>
    public int Count => Sequences.Count;

    /// <summary>Does nothing when all is well.</summary>
    /// <exception cref="ArgumentException">Counts do not agree, a sequence is empty, a key is not in the vocabulary, or a weight is negative
    /// or not a number.</exception>
    internal void Check(int keys, string name)
    {
        if (Weights.Length != Count)
            throw new ArgumentException($"{Count} sequences and {Weights.Length} weights do not agree.", name);
        foreach (ushort[] sequence in Sequences)
            KeyBatch.Check(sequence, keys);
        ExampleWeights.Check(Weights, name);
    }
}
