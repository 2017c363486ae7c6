using ActorDetector.Actors.Shards;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;
using Microsoft.Data.Sqlite;

namespace ActorDetector.SystemTests.Nodes;

[Collection(FleetTests.Name)]
public sealed class ProducerTests(TrainedFleet fleet) : IDisposable
{
    private const int Most = 65_536;

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Of_more_producers_than_a_shard_may_know_those_that_moved_longest_ago_are_forgotten_also_after_a_restart()
    {
        string[] line = [File.ReadLines(fleet.LiveLog).First()];
        NodePlan plan = new(_place.PathOf("node"), fleet.Model) { Shards = new ShardOptions { Shards = 1 } };
        int fed = 0;
        await using (RunningNode node = await RunningNode.StartAsync(plan))
        {
            for (; fed < Most + 10; fed++)
                await node.FeedAsync(line, 1, producer: $"producer {fed}");
            await node.FeedAsync(line, 1, from: 2, producer: "producer 10"); // the next to be forgotten moves on
            await node.SettledAsync(fed + 1);
        }

        Kept(plan).ShouldBe(Most);
        await using (RunningNode node = await RunningNode.StartAsync(plan))
        {
            await node.FeedAsync(line, 1, producer: "one more");
            await node.FeedAsync(line, 1, from: 2, producer: "producer 10");
            await node.FeedAsync(line, 1, producer: "producer 12");
            await node.SettledAsync(fed + 4);
            node.Count("repeats").ShouldBe(2);

            await node.FeedAsync(line, 1, producer: "producer 11");
            await node.SettledAsync(fed + 5);
            node.Count("repeats").ShouldBe(2, "it was forgotten");
        }

        Kept(plan).ShouldBe(Most);
    }

    private static long Kept(NodePlan plan)
    {
        using var database = new SqliteConnection($"Data Source={plan.StoreFile};Pooling=False");
        database.Open();
        using SqliteCommand count = database.CreateCommand();
        count.CommandText = "SELECT count(*) FROM producers";
        return (long)count.ExecuteScalar()!;
    }
}
