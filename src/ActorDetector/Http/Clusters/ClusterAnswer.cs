using ActorDetector.Actors.Clusters;

namespace ActorDetector.Http.Clusters;

/// <summary>A cluster, at one moment.</summary>
/// <param name="Node">The node that answers.</param>
/// <param name="Time">When, by the store's clock.</param>
/// <param name="Trouble">Why the answering node may not know better; null when all is well between it and the store.</param>
/// <param name="Coordinator">The node that coordinates; null when none does.</param>
/// <param name="Lease">The number of its lease: each coordinator has a higher one.</param>
/// <param name="Model">Which model judges.</param>
/// <param name="Members">The nodes, by name; the dead too, for a while.</param>
/// <param name="Shards">The shards, by number.</param>
/// <param name="Totals">All in all.</param>
public sealed record ClusterAnswer(
    string Node,
    DateTimeOffset Time,
    string? Trouble,
    string? Coordinator,
    long Lease,
    ClusterModelAnswer Model,
    IReadOnlyList<MemberAnswer> Members,
    IReadOnlyList<ClusterShardAnswer> Shards,
    ClusterTotalsAnswer Totals)
{
    /// <summary>What is told of a cluster. A member whose report is not understood is told without it.</summary>
    /// <param name="node">The node that answers.</param>
    /// <param name="view">The cluster.</param>
    /// <param name="model">The version of the model that judges.</param>
    /// <param name="trouble">Why the node may not know better.</param>
    internal static ClusterAnswer Of(string node, ClusterView view, string model, string? trouble)
    {
        (Member Member, NodeReport? Report)[] told = [.. view.Members.Select(member => (member, NodeReport.TryRead(member.Report)))];
        // What a dead node said last of its shards is no longer so.
        Dictionary<string, NodeReport?> reports = told.Where(one => one.Member.IsAlive).ToDictionary(one => one.Member.Node, one => one.Report, StringComparer.Ordinal);
        MemberAnswer[] members = [.. told.Select(one => MemberAnswer.Of(one.Member, one.Report, view.Shards))];
        ClusterShardAnswer[] shards = [.. view.Shards.Select(place => ClusterShardAnswer.Of(place, reports.GetValueOrDefault(place.Owner)?.Shards.FirstOrDefault(shard => shard.Shard == place.Shard)))];
        return new(
            node,
            view.Now,
            trouble,
            view.Coordinator.Length > 0 ? view.Coordinator : null,
            view.Lease,
            new ClusterModelAnswer(model, view.WantedModel),
            members,
            shards,
            ClusterTotalsAnswer.Of(members, shards));
    }
}
