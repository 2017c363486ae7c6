using System.Text;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Stores;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Nodes;

/// <summary>What a node does when its cluster, its shard log or its store says this or that.</summary>
[Collection(FleetTests.Name)]
public sealed class ClusterNodeTests(TrainedFleet fleet) : IDisposable
{
    private readonly Workplace _place = new();
    private readonly ToldCluster _cluster = new();
    private HookedLog _log = null!;
    private HookedStore _store = null!;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_node_that_was_not_heard_of_for_a_moment_takes_its_shards_again_without_being_told()
    {
        SetTime time = new();
        await using RunningNode node = await StartAsync(time);
        TaskCompletionSource beating = new(), heard = new();
        _cluster.Beat = () =>
        {
            beating.TrySetResult();
            return heard.Task;
        };
        await beating.Task;

        time.Pass(TimeSpan.FromSeconds(5));
        await FeedAsync(node);
        await AllAreAsync(node, ShardState.Elsewhere);
        heard.SetResult();

        await AllAreAsync(node, ShardState.Running);
        await node.SettledAsync(Lines.Length);
    }

    [Fact]
    public async Task A_beat_that_fails_for_an_odd_cause_is_told_and_the_node_goes_on_to_beat()
    {
        await using RunningNode node = await StartAsync();

        _cluster.Beat = () => throw new InvalidOperationException("quite odd");
        await node.Until(() => node.Status.Conditions.Any(condition => condition is { Part: "cluster", IsBlocking: true } && condition.Trouble.Contains("quite odd", StringComparison.Ordinal)));
        _cluster.Beat = () => Task.CompletedTask;

        await node.Until(() => node.Status.IsReady);
    }

    [Fact]
    public async Task A_shard_that_could_not_be_waited_for_for_an_odd_cause_is_waited_for_again()
    {
        int waited = 0;
        await using RunningNode node = await StartAsync(beforeOffer: _ =>
        {
            if (Interlocked.Increment(ref waited) <= NodePlan.DefaultShards)
                throw new InvalidOperationException("quite odd");
        });

        await FeedAsync(node);

        await node.SettledAsync(Lines.Length);
    }

    [Fact]
    public async Task All_logs_are_told_which_model_judges_once_in_each_lease()
    {
        SetTime time = new();
        await using RunningNode node = await StartAsync(time);
        byte[] version = Encoding.UTF8.GetBytes(node.Status.Model);

        await ToldAsync(NodePlan.DefaultShards);
        _cluster.Lease = 2;
        await ToldAsync(2 * NodePlan.DefaultShards);

        // And no more often: the clock is told again and again after it.
        async Task ToldAsync(int times)
        {
            await node.Until(() => Told() >= times);
            for (int round = 0; round < 3; round++)
            {
                int entries = _log.Appended.Count;
                time.Pass(TimeSpan.FromSeconds(2));
                await node.Until(() => _log.Appended.Count >= entries + NodePlan.DefaultShards);
            }

            Told().ShouldBe(times);
        }

        int Told() => _log.Appended.Count(payload => payload.AsSpan().IndexOf(version) >= 0);
    }

    [Fact]
    public async Task The_bundle_of_a_model_that_is_wanted_is_kept()
    {
        _cluster.Assigned = ToldCluster.Other;
        _cluster.WantedModel = "wanted";
        await using RunningNode node = await StartAsync(isAtHome: false);

        await node.Until(() => _cluster.Kept.Count > 0);

        _cluster.Kept.First().ShouldBe(["wanted", node.Status.Model], ignoreOrder: true);
    }

    [Fact]
    public async Task A_fault_of_the_store_at_this_node_is_told_and_leaves_the_shard_to_others()
    {
        await using RunningNode node = await StartAsync();
        _store.BeforeCommit = commit => commit.Shard == 0 ? throw new StoreException("quite a fault") : Task.CompletedTask;

        await FeedAsync(node);
        await node.Until(() => node.Status.Shards[0] is { State: ShardState.Elsewhere, Trouble: "quite a fault" });
        await node.Until(() => node.Status.Conditions.Any(condition => condition is { Part: "shard 0", Trouble: "quite a fault" }));
        _store.BeforeCommit = _ => Task.CompletedTask;

        await node.SettledAsync(Lines.Length);
        node.ShouldAccountFor(Lines.Length);
        await node.Until(() => node.Status.IsReady);
    }

    [Fact]
    public async Task Entries_that_were_lost_are_told_by_the_node_that_has_their_shard()
    {
        int read = 0;
        await using RunningNode node = await StartAsync(published: _ => new Publication("b", 3 + Interlocked.Increment(ref read), 4));

        await FeedAsync(node);
        await node.Until(() => Losses(node) > 0);
        _cluster.Assigned = ToldCluster.Other;
        await AllAreAsync(node, ShardState.Elsewhere);

        Losses(node).ShouldBe(0);

        static int Losses(RunningNode node) => node.Status.Conditions.Count(condition => condition.Trouble.Contains("never came", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sinks_are_told_by_the_holder_of_the_lease_from_where_the_one_before_was()
    {
        RecordingSink sink = new();
        _cluster.Lease = null;
        await using RunningNode node = await StartAsync(sinks: sink);

        long first = await FindAsync(0);
        await node.Store.SetSentAsync(sink.Name, first - 1, CancellationToken.None);
        _cluster.Lease = 1;
        await node.Until(() => sink.Numbers.Count > 0);
        _cluster.Lease = null;
        await node.Until(() => node.Status.Cluster is { IsLeading: false });
        long second = await FindAsync(1);
        await node.Store.SetSentAsync(sink.Name, second - 1, CancellationToken.None);
        _cluster.Lease = 3;
        await node.Until(() => sink.Numbers.Contains(second));

        sink.Numbers.ShouldBe([first, second]);
        second.ShouldBeGreaterThan(first + 1);

        // Gives the number of the last anomaly then.
        async Task<long> FindAsync(int time)
        {
            await FeedAsync(node, time);
            await node.SettledAsync((time + 1) * Lines.Length);
            return await node.Store.LastAnomalyAsync(CancellationToken.None);
        }
    }

    private string[] Lines => field ??= TroubledLines.Of(fleet.LiveLog)[..1000];

    private async Task<RunningNode> StartAsync(
        TimeProvider? time = null, Action<int>? beforeOffer = null, Func<LogEntry, Publication?>? published = null, bool isAtHome = true, params RecordingSink[] sinks)
    {
        RunningNode node = await RunningNode.StartAsync(new NodePlan(_place.PathOf("node"), fleet.Model)
        {
            Cluster = _cluster,
            Time = time ?? TimeProvider.System,
            Sinks = sinks,
            LogHook = log => _log = new HookedLog(log) { BeforeOffer = beforeOffer ?? (_ => { }), Published = published ?? (_ => null) },
            Hook = store => _store = new HookedStore(store),
        });
        if (isAtHome)
            await AllAreAsync(node, ShardState.Running);
        return node;
    }

    private Task FeedAsync(RunningNode node, int time = 0) => node.FeedAsync(Lines, 100, (time * Lines.Length) + 1);

    private static Task AllAreAsync(RunningNode node, ShardState state) => node.Until(() => node.Status.Shards.All(shard => shard.State == state));
}
