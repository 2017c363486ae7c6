using ActorDetector.Learning.Forests;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Detection.Forests;

/// <summary>Leaves out of training what an isolation forest of it calls anomalous.</summary>
internal static class ForestOutliers
{
    /// <summary>The rows without them.</summary>
    /// <param name="rows">Rows of what is nearly all normal.</param>
    /// <param name="options">The forest, and the share that it may leave out.</param>
    /// <param name="seed">Seed of the forest.</param>
    /// <param name="stop">Ends it.</param>
    public static WeightedRows Without(WeightedRows rows, ForestOptions options, ulong seed, CancellationToken stop)
    {
        IsolationForest forest = IsolationForest.Train(rows, options, seed, stop);
        int[] kept = [.. Enumerable.Range(0, rows.Count).Where(row => forest.Score(rows.Row(row)) <= forest.Threshold)];
        return new WeightedRows(rows.Columns, [.. kept.SelectMany(row => rows.Row(row).ToArray())], [.. kept.Select(row => rows.Weights[row])]);
    }
}
