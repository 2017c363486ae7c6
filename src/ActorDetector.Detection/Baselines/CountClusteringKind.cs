using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Rows;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions whose counts of events are far from those of every training session.</summary>
public sealed class CountClusteringKind()
    : SessionDetectorKind<CountClusteringOptions>("count-clustering", "counts of events far from those of every training session")
{
    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, CountClusteringOptions options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(options);
        WeightedRows rows = CountRows.Of(sessions, options.CountVectors);
        return new CountClusteringDetector(rows.Values, rows.Columns);
    }

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.Tensors.TryGetValue(CountClusteringDetector.Vectors, out Tensor? vectors)
            || vectors.Shape is not [> 0, int columns] || columns != vocabulary || vectors.Values.Any(value => !float.IsFinite(value)))
        {
            throw new FormatException($"{CountClusteringDetector.Vectors} is not a table of {vocabulary} columns");
        }

        return new CountClusteringDetector(vectors.Values, columns);
    }
}
