using System.Text.Json.Serialization;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Bundles;

/// <summary>The next-key model's sizes and cut-off; one without branches is sequential.</summary>
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    NextKeyBranches Branches = NextKeyBranches.Sequential);
