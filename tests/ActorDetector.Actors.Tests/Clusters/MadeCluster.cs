using ActorDetector.Actors.Clusters;

namespace ActorDetector.Actors.Tests.Clusters;

/// <summary>Clusters as a store would tell of them.</summary>
internal static class MadeCluster
{
    public static readonly TimeSpan LongAgo = TimeSpan.FromHours(1);

    public static Member Node(string name, NodeRoles roles = NodeRoles.All) => new(name, Guid.Empty, roles, "1.0.0", IsConnected: true, IsDraining: false, "");

    public static ClusterView Of(int shards, params string[] nodes) =>
        new(DateTimeOffset.UnixEpoch, [.. nodes.Select(node => Node(node))], [.. Enumerable.Range(0, shards).Select(shard => new ShardPlace(shard, "", Guid.Empty, 0, "", LongAgo))], "", 0, null);

    /// <summary>The cluster when what is to change was said, just now.</summary>
    public static ClusterView Assigned(this ClusterView view, IReadOnlyDictionary<int, string> changes) => view with
    {
        Shards = [.. view.Shards.Select(place => changes.TryGetValue(place.Shard, out string? node) ? place with { Assigned = node, AssignedFor = TimeSpan.Zero } : place)],
    };

    /// <summary>The cluster when all shards have been where they are to be for long.</summary>
    public static ClusterView Settled(this ClusterView view)
    {
        ClusterView assigned = view.Assigned(ShardAssignment.Changes(view));
        return assigned with { Shards = [.. assigned.Shards.Select(place => place with { Owner = place.Assigned, Epoch = place.Epoch + 1, AssignedFor = LongAgo })] };
    }

    public static ClusterView With(this ClusterView view, string node, Func<Member, Member> change) =>
        view with { Members = [.. view.Members.Select(member => member.Node == node ? change(member) : member)] };

    public static ClusterView Joined(this ClusterView view, string node) => view with { Members = [.. view.Members, Node(node)] };

    public static int[] Counts(this ClusterView view) => [.. view.Shards.GroupBy(place => place.Assigned).Select(group => group.Count()).Order()];
}
