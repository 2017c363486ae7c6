using ActorDetector.Detection.Counts;
using ActorDetector.Detection.Detectors;
using ActorDetector.Learning.Components;

namespace ActorDetector.Detection.Components;

/// <summary>Sessions whose counts of events lie off the principal components of training's.</summary>
/// <remarks>Xu et al., SOSP 2009, section 4, but of the logarithms of counts.</remarks>
public sealed class PrincipalComponentsKind()
    : SessionDetectorKind<ComponentOptions>("pca", "counts of events that do not go together as in training")
{
    private const string Found = "its counts of events do not go together as in training";

    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Detector(RowDetector.Checked(PrincipalComponents.From(state.Tensors), vocabulary));
    }

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, ComponentOptions options, SessionTrainingTerms terms) =>
        Detector(PrincipalComponents.Train(CountRows.Of(sessions), options));

    // In units of the threshold, as one component more or less makes another scale. There is none where training did not vary.
    private static RowDetector Detector(PrincipalComponents components)
    {
        double unit = components.Threshold > 0 ? components.Threshold : 1;
        return new RowDetector(components, Found, components.Threshold / unit, unit);
    }
}
