using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Words;

/// <summary>Draws words in proportion to their counts to the power of 3/4.</summary>
/// <remarks>Mikolov et al., "Distributed Representations of Words and Phrases", NIPS 2013, section 2.2.</remarks>
internal sealed class NegativeSampler
{
    private readonly double[] _upTo;

    public NegativeSampler(IReadOnlyList<long> counts)
    {
        _upTo = new double[counts.Count];
        double sum = 0;
        for (int word = 0; word < _upTo.Length; word++)
            _upTo[word] = sum += Math.Pow(counts[word], 0.75);
    }

    /// <summary>A word.</summary>
    public int Draw(SeededGenerator generator)
    {
        int place = Array.BinarySearch(_upTo, generator.NextUniform() * _upTo[^1]);
        return Math.Min(place < 0 ? ~place : place + 1, _upTo.Length - 1);
    }
}
