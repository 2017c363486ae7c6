namespace ActorDetector.Learning.Randomness;

/// <summary>The order in which weighted examples are visited. A batch stands for a number of examples as they were seen, repeated ones computed
/// once: so there are as many steps in an epoch as if all were computed, at a fraction of the work.</summary>
/// <remarks>An example seen often is visited several times in an epoch, with a share of its weight each time: the objective is the same, and
/// no step is ruled by one example.</remarks>
internal sealed class WeightedVisits
{
    private const double MostShareOfBatch = 0.25;

    private readonly int _batch;
    private readonly SeededGenerator _order;
    private readonly int[] _visits;
    private readonly List<int> _examples = [];
    private readonly List<float> _weights = [];

    /// <summary>Visits to examples.</summary>
    /// <param name="weights">How often each was seen.</param>
    /// <param name="batch">Examples of a step, counted as often as they were seen.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <param name="mostVisits">Most visits to an example, which bounds the memory that a huge weight can take.</param>
    public WeightedVisits(ReadOnlySpan<float> weights, int batch, ulong seed, int mostVisits = int.MaxValue)
    {
        (_batch, _order) = (batch, SeededGenerator.For(seed, 0, 0));
        double most = Math.Max(1, batch * MostShareOfBatch);
        for (int example = 0; example < weights.Length; example++)
        {
            int visits = (int)Math.Clamp(Math.Ceiling(weights[example] / most), 1, mostVisits);
            _examples.AddRange(Enumerable.Repeat(example, visits));
            _weights.AddRange(Enumerable.Repeat(weights[example] / visits, visits));
        }

        _visits = [.. Enumerable.Range(0, _examples.Count)];
    }

    /// <summary>The example of each visit.</summary>
    public IReadOnlyList<int> Examples => _examples;

    /// <summary>The weight of each visit.</summary>
    public IReadOnlyList<float> Weights => _weights;

    /// <summary>The batches of the next epoch, in an order of their own: which visits, and the sum of their weights.</summary>
    public IEnumerable<(ReadOnlyMemory<int> Visits, double Weight)> NextEpoch()
    {
        _order.Shuffle(_visits);
        int start = 0;
        double weight = 0;
        for (int i = 0; i < _visits.Length; i++)
        {
            weight += _weights[_visits[i]];
            if (weight < _batch && i + 1 < _visits.Length)
                continue;
            yield return (_visits.AsMemory(start, i + 1 - start), weight);
            (start, weight) = (i + 1, 0);
        }
    }
}
