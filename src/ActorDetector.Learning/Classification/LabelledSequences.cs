using ActorDetector.Learning.Layers;

namespace ActorDetector.Learning.Classification;

/// <summary>Distinct sequences of keys, what each was said to be, and how often it was seen.</summary>
/// <param name="Sequences">Keys, oldest first; none is empty.</param>
/// <param name="Anomalous">(count) labels.</param>
/// <param name="Weights">(count) times seen.</param>
public sealed record LabelledSequences(IReadOnlyList<ushort[]> Sequences, bool[] Anomalous, float[] Weights)
{
    /// <summary>How many sequences.</summary>
    public int Count => Sequences.Count;

    /// <summary>The weight of one class.</summary>
    internal double WeightOf(bool anomalous) =>
        Weights.Where((_, i) => Anomalous[i] == anomalous).Sum(weight => (double)weight);

    /// <summary>Does nothing when all is well.</summary>
    /// <exception cref="ArgumentException">Counts do not agree, a sequence is empty, a key is not in the vocabulary, or a weight is negative
    /// or not a number.</exception>
    internal void Check(int keys, string name)
    {
        if (Anomalous.Length != Count || Weights.Length != Count)
            throw new ArgumentException($"{Count} sequences, {Anomalous.Length} labels and {Weights.Length} weights do not agree.", name);
        foreach (ushort[] sequence in Sequences)
            KeyBatch.Check(sequence, keys);
        ExampleWeights.Check(Weights, name);
    }
}
