using ActorDetector.Detection.Autoencoders;
using ActorDetector.Detection.Baselines;
using ActorDetector.Detection.Boundaries;
using ActorDetector.Detection.Classification;
using ActorDetector.Detection.Components;
using ActorDetector.Detection.Forests;
using ActorDetector.Detection.Workflows;

namespace ActorDetector.Detection.Detectors;

/// <summary>All kinds of detectors of sessions: the one place where a kind is registered.</summary>
public static class SessionDetectors
{
    /// <summary>The kinds, in the order in which tables show them.</summary>
    public static IReadOnlyList<SessionDetectorKind> All { get; } =
    [
        new NewEventKind(),
        new LengthKind(),
        new SeenCountsKind(),
        new CountClusteringKind(),
        new NgramKind(),
        new WorkflowKind(),
        new PrincipalComponentsKind(),
        new IsolationForestKind(),
        new OneClassKind(),
        new AutoencoderKind(),
        new LstmAutoencoderKind(),
        new ForestAutoencoderKind(),
        new FeatureAutoencoderKind(),
        new ClassifierKind(),
    ];

    /// <summary>The kind of a name; null when there is none.</summary>
    public static SessionDetectorKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
