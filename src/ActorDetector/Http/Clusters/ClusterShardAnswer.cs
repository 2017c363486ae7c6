using ActorDetector.Actors.Clusters;

namespace ActorDetector.Http.Clusters;

/// <summary>A shard of a cluster.</summary>
/// <param name="Shard">Its number.</param>
/// <param name="Owner">The node that took it last; null when none did.</param>
/// <param name="Epoch">The epoch of that.</param>
/// <param name="Assigned">The node that it is to be at; null when the coordinator has not said.</param>
/// <param name="State">What its owner says that it does, as running; null, as what follows, when the owner is silent or says nothing of it.</param>
/// <param name="Backlog">Messages that wait in its queue, or are being judged.</param>
/// <param name="LagLines">About how many lines those are.</param>
/// <param name="LagSeconds">How long ago the line arrived that was judged last; 0 when none waits.</param>
/// <param name="LinesPerSecond">Lines that were judged, by the second, lately.</param>
/// <param name="RefusedCommits">Commits of its owner that were refused, as another node had taken it.</param>
public sealed record ClusterShardAnswer(
    int Shard, string? Owner, long Epoch, string? Assigned, string? State, long? Backlog, long? LagLines, double? LagSeconds, double? LinesPerSecond, long? RefusedCommits)
{
    internal static ClusterShardAnswer Of(ShardPlace place, ShardReport? report) => new(
        place.Shard,
        place.Owner.Length > 0 ? place.Owner : null,
        place.Epoch,
        place.Assigned.Length > 0 ? place.Assigned : null,
        report?.State,
        report?.Backlog,
        report?.LagLines,
        report?.LagSeconds,
        report?.LinesPerSecond,
        report?.Refused);
}
