using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Actors.Shards;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.SystemTests.Nodes;

[Collection(FleetTests.Name)]
public sealed class HostileEntryTests(TrainedFleet fleet) : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Entries_of_any_bytes_are_set_aside_and_the_lines_around_them_are_judged()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..600];
        NodePlan plan = new(_place.PathOf("node"), fleet.Model) { Shards = new ShardOptions { Shards = 1 } };
        Directory.CreateDirectory(plan.Folder);
        await using (RunningNode recording = await RunningNode.StartAsync(plan with { Folder = _place.PathOf("recorded") }))
        {
            await recording.FeedAsync(lines, 10);
            await recording.SettledAsync(lines.Length);
        }

        await using (var recorded = new EmbeddedShardLog(_place.PathOf("recorded/log"), 1, plan.Log, TimeProvider.System, NullLogger.Instance))
        await using (var hostile = new EmbeddedShardLog(plan.LogFolder, 1, plan.Log, TimeProvider.System, NullLogger.Instance))
        {
            var random = new Random(7);
            using IShardLogReader reader = recorded.Read(0, 0);
            while (reader.TryRead(out LogEntry entry))
            {
                byte[] bytes = entry.Payload!.Value.ToArray();
                await hostile.AppendAsync([new ShardEntry(0, bytes), new ShardEntry(0, Broken(bytes, random))], CancellationToken.None);
            }
        }

        await using RunningNode node = await RunningNode.StartAsync(plan);
        await node.FeedAsync(lines[..1], 1, producer: "last", source: "end");
        await node.Until(() => node.Status.Shards[0].Counters.Any(counter => counter.Key.Source == "end"));

        node.Status.Shards.ShouldHaveSingleItem().State.ShouldBe(ShardState.Running);
        node.Status.Shards[0].Restarts.ShouldBeGreaterThan(10);
        (node.Count("events") + node.Count("skipped") + node.Count("dropped")).ShouldBe(node.Count("lines"));
    }

    // Cut off, of nothing, or with a byte that is another: all with a checksum that holds.
    private static byte[] Broken(byte[] entry, Random random)
    {
        byte[] broken = random.Next(3) switch
        {
            0 => entry[..random.Next(entry.Length)],
            1 => new byte[random.Next(1, 200)],
            _ => [.. entry],
        };
        if (broken.Length < 200)
            random.NextBytes(broken);
        else
            broken[random.Next(broken.Length)] ^= (byte)random.Next(1, 256);
        return broken;
    }
}
