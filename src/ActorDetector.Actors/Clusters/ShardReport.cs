namespace ActorDetector.Actors.Clusters;

/// <summary>What a node tells of a shard that it has.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="State">What it does, as <c>running</c>.</param>
/// <param name="Epoch">The epoch in which it is owned.</param>
/// <param name="Model">The version of the model that judges.</param>
/// <param name="Backlog">Messages that wait in its queue, or are being judged; null where it is not known.</param>
/// <param name="LagLines">About how many lines those are, by what its messages had lately.</param>
/// <param name="LagSeconds">How long ago the line arrived that was judged last; 0 when none waits.</param>
/// <param name="LinesPerSecond">Lines that it judged, by the second, lately.</param>
/// <param name="Refused">Commits that were refused, as another node had taken it, since the node's start.</param>
public sealed record ShardReport(
    int Shard, string State, long Epoch, string Model, long? Backlog, long LagLines, double LagSeconds, double LinesPerSecond, long Refused);
