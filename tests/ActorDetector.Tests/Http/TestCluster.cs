using System.Text.Json;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Tests.Http;

/// <summary>A cluster made by hand, of six shards. Its first node coordinates. At each look at it a shard moves to where it is to be.</summary>
internal sealed class TestCluster : IClusterStore
{
    private const int Shards = 6;

    public TestCluster(params string[] nodes)
    {
        Member[] members = [.. nodes.Select(node => new Member(node, Guid.NewGuid(), NodeRoles.All, "1.2.3", true, false, ""))];
        View = new ClusterView(
            DateTimeOffset.UnixEpoch, members, [.. Enumerable.Range(0, Shards).Select(shard => new ShardPlace(shard, nodes[shard % nodes.Length], default, 4, nodes[shard % nodes.Length], default))], nodes[0], 7, null);
        foreach (string node in nodes)
            Report(node, new NodeReport(true, "m1", 10, 20, [], [.. View.Shards.Where(place => place.Owner == node).Select(place => new ShardReport(place.Shard, "running", 4, "m1", 2, 30, 1.5, 3, 1))]));
    }

    public ClusterView View { get; set; }

    /// <summary>Why the store does not answer.</summary>
    public StoreException? Broken { get; set; }

    public ClusterStatus StatusOf(string node) => new(node, View.Members.Single(member => member.Node == node).Roles, View.Coordinator == node, View, null);

    public void Set(string node, Func<Member, Member> change) =>
        View = View with { Members = [.. View.Members.Select(member => member.Node == node ? change(member) : member)] };

    public void Report(string node, NodeReport report) => Set(node, member => member with { Report = JsonSerializer.Serialize(report, JsonSerializerOptions.Web) });

    public ValueTask<ClusterView> ViewAsync(CancellationToken cancellation)
    {
        if (Broken is { } fault)
            throw fault;
        IReadOnlyDictionary<int, string> changes = ShardAssignment.Changes(View);
        int moves = View.Shards.FirstOrDefault(place => place.Owner != place.Assigned)?.Shard ?? -1;
        View = View with { Shards = [.. View.Shards.Select(place => place with { Owner = place.Shard == moves ? place.Assigned : place.Owner, Assigned = changes.GetValueOrDefault(place.Shard, place.Assigned) })] };
        return ValueTask.FromResult(View);
    }

    public ValueTask<bool> DrainAsync(string node, CancellationToken cancellation)
    {
        if (Broken is { } fault)
            throw fault;
        Set(node, member => member with { IsDraining = true });
        return ValueTask.FromResult(View.Members.Any(member => member.Node == node));
    }

    public ValueTask RebalanceAsync(CancellationToken cancellation)
    {
        View = View with { Members = [.. View.Members.Select(member => member with { IsDraining = false })] };
        return ValueTask.CompletedTask;
    }

    public ValueTask<ClusterView> BeatAsync(Member member, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask LeaveAsync(string node, Guid run, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<long?> LeadAsync(string node, Guid run, TimeSpan term, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<bool> AssignAsync(long lease, IReadOnlyDictionary<int, string> nodes, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask WantModelAsync(string version, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask ModelIsLiveAsync(long lease, string version, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask SetLogMadeAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<bool> IsLogMadeAsync(CancellationToken cancellation) => throw new NotSupportedException();
}
