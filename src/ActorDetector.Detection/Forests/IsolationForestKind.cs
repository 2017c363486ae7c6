using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Forests;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Detection.Forests;

/// <summary>Sessions whose counts of events are soon alone among those of training.</summary>
public sealed class IsolationForestKind()
    : SessionDetectorKind<ForestOptions>("isolation-forest", "counts of events that random splits soon set apart from the others")
{
    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        IsolationForest forest = RowDetector.Checked(IsolationForest.From(state.Tensors), vocabulary);
        return new IsolationForestDetector(forest, CountScale.From(state.Tensors, vocabulary));
    }

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, ForestOptions options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        WeightedRows rows = CountRows.Of(sessions);
        return new IsolationForestDetector(IsolationForest.Train(rows, options, terms.Seed, terms.Stop), CountScale.Of(rows));
    }
}
