using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Lstm;

/// <summary>The order in which training windows are visited. A batch stands for a number of windows as they were seen, repeated ones
/// computed once: so there are as many steps in an epoch as if repeated windows were all computed, at a fraction of the work.</summary>
/// <remarks>A window seen often is visited several times in an epoch, with a share of its weight each time: the objective is the same, and no
/// step is ruled by one window.</remarks>
internal sealed class TrainingVisits
{
    private const double MostShareOfBatch = 0.25;
    private readonly int _batch;
    private readonly int[] _rows;
    private readonly SeededGenerator _order;

    /// <summary>Visits to windows.</summary>
    /// <param name="windows">The windows and how often each was seen.</param>
    /// <param name="batch">Windows of a step, counted as often as they were seen.</param>
    /// <param name="seed">Seed of the order.</param>
    public TrainingVisits(WeightedWindows windows, int batch, ulong seed)
    {
        _batch = batch;
        _order = SeededGenerator.For(seed, 0, 0);
        double most = Math.Max(1, batch * MostShareOfBatch);
        int window = windows.Windows.Length / Math.Max(1, windows.Count);
        List<ushort> keys = [];
        List<ushort> targets = [];
        List<float> weights = [];
        for (int i = 0; i < windows.Count; i++)
        {
            int visits = Math.Max(1, (int)Math.Ceiling(windows.Weights[i] / most));
            for (int visit = 0; visit < visits; visit++)
            {
                keys.AddRange(windows.Windows.AsSpan(i * window, window));
                targets.Add(windows.Targets[i]);
                weights.Add(windows.Weights[i] / visits);
            }
        }

        Windows = new([.. keys], [.. targets], [.. weights]);
        _rows = [.. Enumerable.Range(0, Windows.Count)];
    }

    /// <summary>A window for each visit, with the weight of that visit.</summary>
    public WeightedWindows Windows { get; }

    /// <summary>The batches of the next epoch, in an order of their own, each with its weight.</summary>
    public IEnumerable<(ReadOnlyMemory<int> Rows, double Weight)> NextEpoch()
    {
        _order.Shuffle(_rows);
        int start = 0;
        double weight = 0;
        for (int i = 0; i < _rows.Length; i++)
        {
            weight += Windows.Weights[_rows[i]];
            if (weight < _batch && i + 1 < _rows.Length)
                continue;
            yield return (_rows.AsMemory(start, i + 1 - start), weight);
            start = i + 1;
            weight = 0;
        }
    }
}
