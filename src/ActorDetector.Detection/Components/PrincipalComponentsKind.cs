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
        return RowDetector.Read(PrincipalComponents.From(state.Tensors), vocabulary, Found);
    }

    /// <inheritdoc/>
    protected override ISessionDetector Train(WeightedSessions sessions, ComponentOptions options, SessionTrainingTerms terms) =>
        new RowDetector(PrincipalComponents.Train(CountRows.Of(sessions), options), Found);
}
