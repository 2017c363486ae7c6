using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.Shards;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;
using Microsoft.Data.Sqlite;

namespace ActorDetector.SystemTests.Nodes;

[Collection(FleetTests.Name)]
public sealed class DamageTests(TrainedFleet fleet) : IDisposable
{
    private const int Shard = 1;

    private readonly Workplace _place = new();

    private NodePlan Plan => new(_place.PathOf("node"), fleet.Model) { Shards = new ShardOptions { MaxResident = 40 } };

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("deltas")]
    [InlineData("parts")]
    [InlineData("passive")]
    public async Task A_shard_whose_checkpoint_is_damaged_halts_and_its_lines_wait_while_others_go_on(string table)
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog);
        await using RunningNode sound = await RunningNode.StartAsync(Plan with { Folder = _place.PathOf("sound") });
        await sound.FeedAsync(lines, 100);
        await sound.SettledAsync(lines.Length);
        await StartDamagedAsync(table, lines[..3000]);
        await using (RunningNode node = await RunningNode.StartAsync(Plan))
        {
            await node.FeedAsync(lines[3000..], 100, 3001);
            await node.Until(() => node.Status.Shards[Shard].State == ShardState.Halted);

            await node.Until(() => Others(node).SequenceEqual(Others(sound)));
            Condition condition = node.Status.Conditions.ShouldHaveSingleItem();
            condition.Part.ShouldBe($"shard {Shard}");
            condition.IsBlocking.ShouldBeTrue();
            condition.Trouble.ShouldContain("damaged");
            condition.Trouble.ShouldContain("--reset-damaged-shards");
            node.Status.IsReady.ShouldBeFalse();
            node.Count("dropped").ShouldBe(0);
        }

        await using RunningNode reset = await RunningNode.StartAsync(Plan with { Shards = Plan.Shards with { ResetDamagedShards = true } });
        await reset.SettledAsync(lines.Length);
        reset.ShouldAccountFor(lines.Length);
        reset.Status.IsReady.ShouldBeTrue();
        reset.Count("dropped").ShouldBe(0);
    }

    [Fact]
    public async Task A_damaged_entry_of_the_log_is_counted_once_and_all_others_are_judged()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..3000];
        ShardOptions one = new() { Shards = 1 };
        NodePlan plan = Plan with { Shards = one, Hook = store => new HookedStore(store) { BeforeCommit = _ => Task.FromException(new IOException("not yet")) }, DrainTimeout = TimeSpan.Zero };
        await using (RunningNode node = await RunningNode.StartAsync(plan))
            await node.FeedAsync(lines, 100);
        string segment = Directory.GetFiles(plan.LogFolder, "*.log").ShouldHaveSingleItem();
        Damage(segment, new FileInfo(segment).Length / 2);

        for (int start = 0; start < 2; start++)
        {
            await using RunningNode node = await RunningNode.StartAsync(Plan with { Shards = one });
            await node.SettledAsync(2901);
            node.Count("dropped", "damaged").ShouldBe(1);
            node.Count("events").ShouldBe(2900);
            node.ShouldAccountFor(2901);
            (await node.Store.FindDeadLettersAsync(10, CancellationToken.None)).ShouldHaveSingleItem().Message.ShouldContain("damaged part of the shard log");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(5000)]
    public async Task A_torn_end_of_the_log_takes_nothing_but_what_is_behind_the_tear(int torn)
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..2000];
        ShardOptions one = new() { Shards = 1 };
        NodePlan waiting = Plan with { Shards = one, Hook = store => new HookedStore(store) { BeforeCommit = _ => Task.FromException(new IOException("not yet")) }, DrainTimeout = TimeSpan.Zero };
        await using (RunningNode node = await RunningNode.StartAsync(waiting))
            await node.FeedAsync(lines, 1);
        string segment = Directory.GetFiles(waiting.LogFolder, "*.log").ShouldHaveSingleItem();
        using (FileStream file = File.OpenWrite(segment))
            file.SetLength(file.Length - torn);

        await using RunningNode again = await RunningNode.StartAsync(Plan with { Shards = one });
        // A source that was not told hands all on again: what is there is known.
        await again.FeedAsync(lines, 500);
        await again.SettledAsync(lines.Length + 1);
        await again.Until(() => again.Count("lines") == lines.Length);

        again.ShouldAccountFor(lines.Length);
        again.Count("repeats").ShouldBeInRange(lines.Length - 1 - (torn / 50), lines.Length - 1);
        again.Count("dropped").ShouldBe(0);
    }

    private static IEnumerable<long> Others(RunningNode node) => node.Status.Shards.Where(shard => shard.Shard != Shard)
        .Select(shard => shard.Counters.Where(counter => counter.Key.Kind == "lines").Sum(counter => counter.Value));

    private async Task StartDamagedAsync(string table, string[] lines)
    {
        await using (RunningNode node = await RunningNode.StartAsync(Plan))
        {
            await node.FeedAsync(lines, 100);
            await node.SettledAsync(lines.Length);
        }

        using var database = new SqliteConnection($"Data Source={Plan.StoreFile};Pooling=False");
        database.Open();
        using SqliteCommand damage = database.CreateCommand();
        damage.CommandText = $"UPDATE {table} SET content = substr(content, 1, length(content) - 1) || x'5A' || x'A5' WHERE shard = {Shard}";
        damage.ExecuteNonQuery().ShouldBeGreaterThan(0);
    }

    private static void Damage(string path, long place)
    {
        using FileStream file = File.Open(path, FileMode.Open);
        file.Position = place;
        int value = file.ReadByte();
        file.Position = place;
        file.WriteByte((byte)(value ^ 0xFF));
    }
}
