using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Layers;

/// <summary>The order in which examples are visited. A batch stands for a number of examples as they were seen, repeated ones computed once:
/// so there are as many steps in an epoch as if all were computed, at a fraction of the work.</summary>
/// <remarks>An example seen often is visited several times in an epoch, with a share of its weight each time: the objective is the same, and
/// no step is ruled by one example.</remarks>
internal sealed class WeightedBatches
{
    private const double MostShareOfBatch = 0.25;

    // Bounds the memory that a huge weight can take.
    private const double MostVisits = 1_024;

    private readonly int _batch;
    private readonly SeededGenerator _order;
    private readonly float[] _weights;
    private readonly int[] _visits;
    private readonly int[] _examples;
    private readonly float[] _visitWeights;

    /// <summary>Visits to examples.</summary>
    /// <param name="weights">How often each was seen.</param>
    /// <param name="batch">Examples of a step, counted as often as they were seen.</param>
    /// <param name="seed">Seed of the order.</param>
    public WeightedBatches(ReadOnlySpan<float> weights, int batch, ulong seed)
    {
        (_batch, _order) = (batch, SeededGenerator.For(seed, 0, 0));
        double most = Math.Max(1, batch * MostShareOfBatch);
        _weights = new float[weights.Length];
        List<int> visits = [];
        for (int example = 0; example < weights.Length; example++)
        {
            int count = (int)Math.Clamp(Math.Ceiling(weights[example] / most), 1, MostVisits);
            _weights[example] = weights[example] / count;
            visits.AddRange(Enumerable.Repeat(example, count));
        }

        _visits = [.. visits];
        (_examples, _visitWeights) = (new int[_visits.Length], new float[_visits.Length]);
    }

    /// <summary>The batches of the next epoch, in an order of their own: which examples, the weight of each, and their sum.</summary>
    public IEnumerable<(ReadOnlyMemory<int> Examples, ReadOnlyMemory<float> Weights, double Weight)> NextEpoch()
    {
        _order.Shuffle(_visits);
        int count = 0;
        double weight = 0;
        for (int i = 0; i < _visits.Length; i++)
        {
            (_examples[count], _visitWeights[count]) = (_visits[i], _weights[_visits[i]]);
            weight += _visitWeights[count++];
            if (weight < _batch && i + 1 < _visits.Length)
                continue;
            yield return (_examples.AsMemory(0, count), _visitWeights.AsMemory(0, count), weight);
            (count, weight) = (0, 0);
        }
    }
}
