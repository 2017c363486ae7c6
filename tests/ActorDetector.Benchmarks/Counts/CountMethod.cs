using ActorDetector.Learning.Boundaries;
using ActorDetector.Learning.Components;
using ActorDetector.Learning.Forests;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Benchmarks.Counts;

/// <summary>A way to judge count vectors that is measured: one row of the table.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Train">Learns from rows of what is normal; gives a score of a row and the threshold above which it is an anomaly.</param>
internal sealed record CountMethod(string Name, Func<WeightedRows, (CountMethod.RowScore Score, float Threshold)> Train)
{
    /// <summary>Another method is another line here.</summary>
    public static readonly IReadOnlyList<CountMethod> All =
    [
        new("new event (no learning)", _ => (row => row[^1], 0)),
        Of("isolation forest", rows => IsolationForest.Train(rows, new(), seed: 1)),
        Of("PCA", rows => PrincipalComponents.Train(rows, new())),
        Of("one-class boundary", rows => OneClassBoundary.Train(rows, new(), seed: 1)),
    ];

    /// <summary>How anomalous a row is.</summary>
    public delegate float RowScore(ReadOnlySpan<float> row);

    private static CountMethod Of(string name, Func<WeightedRows, IRowModel> train) => new(name, rows =>
    {
        IRowModel model = train(rows);
        return (model.Score, model.Threshold);
    });
}
