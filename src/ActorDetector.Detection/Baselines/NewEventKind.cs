using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Baselines;

/// <summary>Sessions with a template that training never had.</summary>
public sealed class NewEventKind() : SessionDetectorKind("new-event", "a template that training never had")
{
    /// <inheritdoc/>
    public override bool NeedsOrder => false;

    /// <inheritdoc/>
    public override ISessionDetector Train(WeightedSessions sessions, object? options, SessionTrainingTerms terms) => new NewEventDetector();

    /// <inheritdoc/>
    public override ISessionDetector Read(DetectorState state, int vocabulary) => new NewEventDetector();
}
