namespace ActorDetector.Learning.Lstm;

/// <summary>Batches without end, each of them partly new windows and partly rehearsed ones; both are visited epoch by epoch.</summary>
internal sealed class MixedBatches
{
    private readonly IEnumerator<ReadOnlyMemory<int>> _fresh;
    private readonly IEnumerator<ReadOnlyMemory<int>> _rehearsed;
    private readonly int _freshCount;

    /// <summary>Batches.</summary>
    /// <param name="fresh">New windows; at least one.</param>
    /// <param name="rehearsed">Rehearsed ones; may be none.</param>
    /// <param name="freshShare">Share of a batch that is new.</param>
    /// <param name="batch">Windows of a batch, counted as often as they were seen.</param>
    /// <param name="seed">Seed of the order.</param>
    public MixedBatches(WeightedWindows fresh, WeightedWindows rehearsed, double freshShare, int batch, ulong seed)
    {
        int freshBatch = Math.Clamp((int)Math.Round(batch * freshShare), 1, batch);
        var freshVisits = new TrainingVisits(Raise(fresh, freshBatch), freshBatch, seed);
        var rehearsedVisits = new TrainingVisits(rehearsed, Math.Max(1, batch - freshBatch), seed);
        (WeightedWindows news, WeightedWindows olds) = (freshVisits.Windows, rehearsedVisits.Windows);
        Windows = new([.. news.Windows, .. olds.Windows], [.. news.Targets, .. olds.Targets], [.. news.Weights, .. olds.Weights]);
        _freshCount = news.Count;
        (_fresh, _rehearsed) = (Endless(freshVisits).GetEnumerator(), Endless(rehearsedVisits).GetEnumerator());
    }

    /// <summary>A window for each visit, with the weight of that visit.</summary>
    public WeightedWindows Windows { get; }

    /// <summary>The rows of the next batch.</summary>
    public int[] Next()
    {
        _fresh.MoveNext();
        _rehearsed.MoveNext();
        return [.. _fresh.Current.Span, .. Array.ConvertAll(_rehearsed.Current.ToArray(), row => row + _freshCount)];
    }

    // The few new windows weigh as much as their share of a batch.
    private static WeightedWindows Raise(WeightedWindows windows, int batch)
    {
        float total = windows.Weights.Sum();
        return total >= batch || total == 0 ? windows : windows with { Weights = Array.ConvertAll(windows.Weights, weight => weight * batch / total) };
    }

    private static IEnumerable<ReadOnlyMemory<int>> Endless(TrainingVisits visits)
    {
        while (true)
        {
            bool any = false;
            foreach ((ReadOnlyMemory<int> rows, _) in visits.NextEpoch())
            {
                any = true;
                yield return rows;
            }

            if (!any)
                yield return ReadOnlyMemory<int>.Empty;
        }
    }
}
