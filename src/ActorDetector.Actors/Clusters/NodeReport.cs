namespace ActorDetector.Actors.Clusters;

/// <summary>What a node tells of itself, for people: nothing is decided by it.</summary>
/// <param name="IsReady">Whether lines are taken and judged.</param>
/// <param name="Model">The version of the model that it knows as live.</param>
/// <param name="AcceptedPerSecond">Lines that its sources handed on, by the second, lately.</param>
/// <param name="JudgedPerSecond">Lines that its shards judged, by the second, lately.</param>
/// <param name="Conditions">What is wrong.</param>
/// <param name="Shards">The shards that it has.</param>
public sealed record NodeReport(
    bool IsReady, string Model, double AcceptedPerSecond, double JudgedPerSecond, IReadOnlyList<string> Conditions, IReadOnlyList<ShardReport> Shards);
