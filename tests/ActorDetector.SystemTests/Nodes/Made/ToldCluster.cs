using System.Collections.Concurrent;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Models;
using ActorDetector.Detection.Bundles;

namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>A cluster of which the node a is told what a test says.</summary>
internal sealed class ToldCluster : IClusterStore, IBundleStore
{
    public const string Node = "a";
    public const string Other = "b";

    private readonly ConcurrentQueue<IReadOnlySet<string>> _kept = [];

    /// <summary>The number of the lease that a has; null when b has it.</summary>
    public long? Lease { get; set; } = 1;

    /// <summary>Where all shards are to be.</summary>
    public string Assigned { get; set; } = Node;

    public string? WantedModel { get; set; }

    /// <summary>What a beat waits for.</summary>
    public Func<Task> Beat { get; set; } = () => Task.CompletedTask;

    /// <summary>The versions of bundles that were to be kept, each time.</summary>
    public IReadOnlyCollection<IReadOnlySet<string>> Kept => _kept;

    public async ValueTask<ClusterView> BeatAsync(Member member, CancellationToken cancellation)
    {
        await Beat();
        return View(member);
    }

    public ValueTask<ClusterView> ViewAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask LeaveAsync(string node, Guid run, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask<long?> LeadAsync(string node, Guid run, TimeSpan term, CancellationToken cancellation) => ValueTask.FromResult(Lease);

    public ValueTask<bool> AssignAsync(long lease, IReadOnlyDictionary<int, string> nodes, CancellationToken cancellation) => ValueTask.FromResult(false);

    public ValueTask<bool> DrainAsync(string node, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask RebalanceAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask WantModelAsync(string version, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask ModelIsLiveAsync(long lease, string version, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask SetLogMadeAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<bool> IsLogMadeAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task AddAsync(string version, string folder, CancellationToken cancellation) => Task.CompletedTask;

    public Task FetchAsync(string version, string folder, CancellationToken cancellation) => throw new BundleException($"There is no {version}.");

    public Task KeepAsync(IReadOnlySet<string> versions, CancellationToken cancellation)
    {
        _kept.Enqueue(versions);
        return Task.CompletedTask;
    }

    // Assigned a moment ago, and heard of by all.
    private ClusterView View(Member member) => new(
        TimeProvider.System.GetUtcNow(),
        Assigned == Other ? [member, member with { Node = Other, Run = Guid.Empty }] : [member],
        [.. Enumerable.Range(0, NodePlan.DefaultShards).Select(shard => new ShardPlace(shard, "", Guid.Empty, 0, Assigned, ClusterTimes.Notice))],
        Lease is null ? Other : Node, Lease ?? 0, WantedModel);
}
