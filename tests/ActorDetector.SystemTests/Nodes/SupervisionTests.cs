using System.Text;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Stores;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Nodes;

[Collection(FleetTests.Name)]
public sealed class SupervisionTests(TrainedFleet fleet) : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(50)]
    [InlineData(4096)]
    public async Task A_line_that_throws_is_set_aside_and_all_others_are_judged(int batch)
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..3000];
        ShardOptions few = new() { Shards = 1, MaxResident = 1 };
        await using RunningNode clean = await RunningNode.StartAsync(new NodePlan(_place.PathOf("clean"), fleet.Model) { Shards = few });
        await clean.FeedAsync(lines, batch);
        await clean.SettledAsync(lines.Length);
        // The store throws whenever a session of this entity is wanted back, as it would for any of its lines.
        string poison = Entities(lines[1500..]).GroupBy(entity => entity).Where(group => group.Count() is > 3 and < 30)
            .Select(group => group.Key).Skip(5).First(entity => lines[..1500].Any(line => line.Contains(entity, StringComparison.Ordinal)));
        NodePlan plan = new(_place.PathOf("poisoned"), fleet.Model)
        {
            Shards = few,
            Hook = store => new HookedStore(store)
            {
                BeforeReadPassive = entities =>
                {
                    if (entities.Any(entity => Encoding.UTF8.GetString(entity) == poison))
                        throw new InvalidOperationException("poison");
                },
            },
        };
        await using RunningNode node = await RunningNode.StartAsync(plan);
        await node.FeedAsync(lines[..1500], 1500);
        await node.SettledAsync(1500);

        await node.FeedAsync(lines[1500..], batch, 1501);
        await node.SettledAsync(lines.Length);

        node.ShouldAccountFor(lines.Length);
        int throwing = lines[1500..].Count(line => line.Contains(poison, StringComparison.Ordinal));
        node.Count("dropped", "poison").ShouldBe(throwing);
        IReadOnlyList<DeadLetter> letters = await node.Store.FindDeadLettersAsync(100, CancellationToken.None);
        letters.Count.ShouldBe(throwing);
        letters.ShouldAllBe(letter => letter.Message.Contains(poison) && letter.Actor == "shard 0");
        node.Status.Shards.ShouldAllBe(shard => shard.State == ShardState.Running && shard.Restarts > 0);
        string[] judged = [.. (await node.AnomaliesAsync()).Where(found => found.Entity != poison).Select(found => found.Session + found.LineNumber + found.Kind + found.Score).Order()];
        judged.ShouldBe((await clean.AnomaliesAsync()).Where(found => found.Entity != poison).Select(found => found.Session + found.LineNumber + found.Kind + found.Score).Order());
    }

    [Fact]
    public async Task An_entry_of_many_lines_that_throw_is_set_aside_whole_and_accounted_for()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..1000];
        string[] entities = [.. Entities(lines).Distinct().Take(2)];
        string line = lines.First(line => line.Contains(entities[0], StringComparison.Ordinal));
        bool throws = false;
        NodePlan plan = new(_place.PathOf("poisoned"), fleet.Model)
        {
            Shards = new ShardOptions { Shards = 1, MaxResident = 1 },
            Hook = store => new HookedStore(store)
            {
                BeforeReadPassive = _ =>
                {
                    if (throws)
                        throw new InvalidOperationException("poison");
                },
            },
        };
        await using RunningNode node = await RunningNode.StartAsync(plan);
        await node.FeedAsync(lines, 1000);
        await node.SettledAsync(1000);
        throws = true;

        await node.FeedAsync(Enumerable.Repeat(line, 200), 200, 1001);
        await node.SettledAsync(1200);
        throws = false;
        await node.FeedAsync(lines, 1000, 1201);
        await node.SettledAsync(2200);

        node.ShouldAccountFor(2200);
        node.Count("dropped", "poison").ShouldBe(200);
        node.Status.Conditions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_that_fails_is_done_again_from_the_last_one_with_nothing_twice(bool whenDone)
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..3000];
        await using RunningNode clean = await RunningNode.StartAsync(new NodePlan(_place.PathOf("clean"), fleet.Model));
        await clean.FeedAsync(lines, 500);
        await clean.SettledAsync(lines.Length);
        int commits = 0;
        // Few, as a shard waits a second after each.
        Task Fail(ShardCommit commit) => Interlocked.Increment(ref commits) is <= 30 and var number && number % 3 == 0
            ? Task.FromException(new IOException("the store is away")) : Task.CompletedTask;
        NodePlan plan = new(_place.PathOf("failing"), fleet.Model)
        {
            Hook = store => whenDone ? new HookedStore(store) { AfterCommit = Fail } : new HookedStore(store) { BeforeCommit = Fail },
            CommitLines = 50,
        };
        await using RunningNode node = await RunningNode.StartAsync(plan);

        await node.FeedAsync(lines, 25);
        await node.SettledAsync(lines.Length);

        (await node.VerdictsAsync()).ShouldBe(await clean.VerdictsAsync());
        node.Counters().ShouldBe(clean.Counters());
        node.Status.Shards.Sum(shard => shard.Restarts).ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_shard_that_another_owner_has_taken_halts_and_says_so()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..400];
        IShardStore? shared = null;
        await using RunningNode node = await RunningNode.StartAsync(new NodePlan(_place.PathOf("node"), fleet.Model) { Hook = store => shared = store });
        await node.FeedAsync(lines[..200], 200);
        await node.SettledAsync(200);

        await shared!.TakeAsync(2, CancellationToken.None);
        await node.FeedAsync(lines, 400, 201);
        await node.Until(() => node.Status.Shards[2].State == ShardState.Halted);

        node.Status.IsReady.ShouldBeFalse();
        node.Status.Conditions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            condition => condition.Part.ShouldBe("shard 2"),
            condition => condition.IsBlocking.ShouldBeTrue(),
            condition => condition.Trouble.ShouldContain("Another process has taken over"));
        (await node.Node.FindOpenSessionsAsync(null, 10, CancellationToken.None)).ShouldNotBeEmpty("the other shards still answer");
    }

    [Fact]
    public async Task A_node_that_cannot_start_lets_go_of_its_folder()
    {
        NodePlan plan = new(_place.PathOf("node"), _place.PathOf("no model"));
        await Should.ThrowAsync<Detection.Bundles.BundleException>(() => RunningNode.StartAsync(plan));

        await using RunningNode node = await RunningNode.StartAsync(plan with { Model = fleet.Model });
        node.Status.IsReady.ShouldBeTrue();
    }

    private static IEnumerable<string> Entities(IEnumerable<string> lines) =>
        lines.Select(line => System.Text.RegularExpressions.Regex.Match(line, TrainedFleet.TrainOptions[1]).Value).Where(entity => entity.Length > 0);
}
