using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Boundaries;

namespace ActorDetector.Detection.Boundaries;

/// <summary>Sessions whose counts of events lie outside a boundary around those of training.</summary>
/// <remarks>A one-class support vector machine (Schölkopf et al., 2001) over the logarithms of counts.</remarks>
public sealed class OneClassKind()
    : SessionDetectorKind<BoundaryOptions>("one-class", "counts of events outside a boundary around those of training")
{
    private const string Found = "its counts of events lie outside the boundary of those in training";

    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Detector(RowDetector.Checked(OneClassBoundary.From(state.Tensors), vocabulary));
    }

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, BoundaryOptions options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return Detector(OneClassBoundary.Train(CountRows.Of(sessions), options, terms.Seed, terms.Stop));
    }

    // Nu bounds the share of training sessions outside; of others many more lie there, most of them by a hair.
    private static RowDetector Detector(OneClassBoundary boundary) => new(boundary, Found, threshold: null);
}
