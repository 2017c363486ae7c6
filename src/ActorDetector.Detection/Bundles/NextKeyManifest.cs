using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Bundles;

/// <summary>The next-key model's sizes and cut-off.</summary>
public sealed record NextKeyManifest(
    int Keys,
    int Window,
    int Embedding,
    int Hidden,
    int Layers,
    int G,
    double MinEndProbability,
    long TrainedEvents,
    bool Bounded,
    NextKeyBranches Branches = NextKeyBranches.Sequential);
