using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Lstm;

/// <summary>The visits to training windows, each a window of its own with the weight of that visit.</summary>
internal sealed class TrainingVisits
{
    private readonly WeightedVisits _visits;

    /// <summary>Visits to windows.</summary>
    /// <param name="windows">The windows and how often each was seen.</param>
    /// <param name="batch">Windows of a step, counted as often as they were seen.</param>
    /// <param name="seed">Seed of the order.</param>
    public TrainingVisits(WeightedWindows windows, int batch, ulong seed)
    {
        _visits = new WeightedVisits(windows.Weights, batch, seed);
        int window = windows.Windows.Length / Math.Max(1, windows.Count);
        List<ushort> keys = [];
        foreach (int example in _visits.Examples)
            keys.AddRange(windows.Windows.AsSpan(example * window, window));
        Windows = new([.. keys], [.. _visits.Examples.Select(example => windows.Targets[example])], [.. _visits.Weights]);
    }

    /// <summary>A window for each visit, with the weight of that visit.</summary>
    public WeightedWindows Windows { get; }

    /// <summary>The batches of the next epoch, in an order of their own, each with its weight.</summary>
    public IEnumerable<(ReadOnlyMemory<int> Rows, double Weight)> NextEpoch() => _visits.NextEpoch();
}
