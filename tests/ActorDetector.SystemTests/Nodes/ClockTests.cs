using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Stores;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Nodes;

[Collection(FleetTests.Name)]
public sealed class ClockTests(TrainedFleet fleet) : IDisposable
{
    private static readonly TimeSpan CloseAfter = TimeSpan.FromMinutes(10);

    private readonly Workplace _place = new();
    private readonly SetTime _time = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_that_is_set_closes_no_session_and_is_told(int days)
    {
        await using RunningNode node = await RunningNode.StartAsync(Plan("node"));
        await FeedAsync(node);
        int open = Open(node);
        open.ShouldBeGreaterThan(10);

        _time.Set(TimeSpan.FromDays(days));
        await node.Node.Ingest.AcceptAsync(Filled("made", node.Node.Time.GetUtcNow().UtcTicks), CancellationToken.None);
        await TicksAsync(node, 3);

        Open(node).ShouldBeGreaterThanOrEqualTo(open);
        node.Status.Conditions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            condition => condition.Part.ShouldBe("clock"),
            condition => condition.Trouble.ShouldContain(days > 0 ? "forward" : "back"),
            condition => condition.IsBlocking.ShouldBeFalse());
        node.Status.IsReady.ShouldBeTrue();
    }

    [Fact]
    public async Task Sessions_without_a_line_are_closed_in_time_and_the_same_after_a_replay()
    {
        (string[] Verdicts, string[] Counters) found;
        await using (RunningNode node = await RunningNode.StartAsync(Plan("node") with { Shards = new ShardOptions { CloseAfter = CloseAfter, MaxResident = 40 } }))
        {
            await FeedAsync(node);
            int told = (await node.VerdictsAsync()).Length;
            node.Status.Shards.Sum(shard => shard.Passive).ShouldBeGreaterThan(10);
            _time.Pass(CloseAfter - TimeSpan.FromMinutes(1));
            await TicksAsync(node, 3);
            Open(node).ShouldBeGreaterThan(10);

            _time.Pass(TimeSpan.FromMinutes(2));
            await node.Until(() => Open(node) == 0);
            found = (await node.VerdictsAsync(), node.Counters());
            found.Verdicts.Length.ShouldBeGreaterThan(told);
            (await node.Store.FindSessionsAsync(null, 1000, CancellationToken.None)).ShouldContain(session => session.Closed == "idle");
        }

        NodePlan again = Plan("again") with { CommitLines = 10 };
        Directory.CreateDirectory(again.LogFolder);
        foreach (string file in Directory.GetFiles(Plan("node").LogFolder))
            File.Copy(file, Path.Combine(again.LogFolder, Path.GetFileName(file)));
        await using RunningNode replay = await RunningNode.StartAsync(again with { Time = TimeProvider.System });
        await replay.Until(() => replay.Count("lines") > 0 && Open(replay) == 0 && replay.Status.Shards.All(shard => shard.Counters.Count > 0));
        (await replay.VerdictsAsync()).ShouldBe(found.Verdicts);
        replay.Counters().ShouldBe(found.Counters);
    }

    [Fact]
    public async Task However_many_sessions_the_clock_closes_a_commit_has_no_more_of_them_than_allowed()
    {
        List<ShardCommit> commits = [];
        NodePlan plan = Plan("node") with
        {
            Shards = new ShardOptions { Shards = 1, CloseAfter = CloseAfter },
            CommitLines = 4,
            Hook = store => new HookedStore(store)
            {
                BeforeCommit = commit =>
                {
                    commits.Add(commit);
                    return Task.CompletedTask;
                },
            },
        };
        await using RunningNode node = await RunningNode.StartAsync(plan);
        await FeedAsync(node);
        int open = Open(node), before = commits.Count;

        _time.Pass(CloseAfter + TimeSpan.FromMinutes(1));
        await node.Until(() => Open(node) == 0);

        ShardCommit[] closing = [.. commits[before..].Where(commit => commit.Delta is not null || commit.Closed.Count > 0)];
        closing.ShouldAllBe(commit => commit.Closed.Count <= 4);
        closing.GroupBy(commit => commit.Position).Max(commit => commit.Count()).ShouldBeGreaterThanOrEqualTo((open / 4) - 1);
    }

    private static int Open(RunningNode node) => (int)node.Status.Shards.Sum(shard => shard.Resident + shard.Passive);

    // The entries by which the node's clock is told pass through the logs.
    private static async Task TicksAsync(RunningNode node, int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            long[] before = [.. node.Status.Shards.Select(shard => shard.Position)];
            await node.Until(() => node.Status.Shards.All(shard => shard.Position > before[shard.Shard]));
        }
    }

    private async Task FeedAsync(RunningNode node)
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..2000];
        await node.FeedAsync(lines, 500, arrived: node.Node.Time.GetUtcNow().UtcTicks);
        await node.SettledAsync(lines.Length);
    }

    private Actors.Lines.LineBatch Filled(string source, long arrived)
    {
        var batch = new Actors.Lines.LineBatch();
        batch.Clear(source, "made.log", "", arrived);
        batch.Add(File.ReadLines(fleet.LiveLog).Select(System.Text.Encoding.UTF8.GetBytes).First(), 1);
        return batch;
    }

    private NodePlan Plan(string name) => new(_place.PathOf(name), fleet.Model) { Time = _time, Shards = new ShardOptions { CloseAfter = CloseAfter } };
}
