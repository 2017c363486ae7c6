using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>A kind of detectors made by hand from the sessions that they learn from.</summary>
internal sealed class MadeKind(string name, Func<WeightedSessions, MadeDetector> train) : SessionDetectorKind(name, "made by hand")
{
    /// <summary>The detectors that were trained, and what each learned from.</summary>
    public List<(WeightedSessions Learned, MadeDetector Detector)> Trained { get; } = [];

    public override bool NeedsOrder => false;

    public override ISessionDetector Train(WeightedSessions sessions, object? options, SessionTrainingTerms terms)
    {
        MadeDetector detector = train(sessions);
        Trained.Add((sessions, detector));
        return detector;
    }

    public override ISessionDetector Read(DetectorState state, int vocabulary) => throw new NotSupportedException();
}
