using System.Text.Json;
using ActorDetector.Actors.Shards;
using ActorDetector.Detection;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Nodes;

[Collection(FleetTests.Name)]
public sealed class ExactnessTests(TrainedFleet fleet) : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task However_lines_come_the_same_is_said_of_them()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog);
        (string[] verdicts, string[] counters) = await JudgeAsync("whole", 4096, node => node);
        verdicts.Length.ShouldBeGreaterThan(20);

        (string Name, int Batch, Func<NodePlan, NodePlan> Change)[] ways =
        [
            ("small batches", 7, node => node with { CommitLines = 1 }),
            ("one model actor", 500, node => node with { ModelActors = 1 }),
            ("five model actors", 500, node => node with { ModelActors = 5, CommitLines = 100 }),
            ("hardly any resident", 50, node => node with { CommitLines = 30, Shards = new ShardOptions { MaxResident = 8 } }),
        ];
        foreach ((string name, int batch, Func<NodePlan, NodePlan> change) in ways)
        {
            (string[] again, string[] counted) = await JudgeAsync(name, batch, change);
            again.ShouldBe(verdicts, name);
            counted.ShouldBe(counters, name);
        }

        async Task<(string[] Verdicts, string[] Counters)> JudgeAsync(string name, int batch, Func<NodePlan, NodePlan> change)
        {
            await using RunningNode node = await RunningNode.StartAsync(change(new NodePlan(_place.PathOf(name), fleet.Model)));
            await node.FeedAsync(lines, batch);
            await node.SettledAsync(lines.Length);
            node.ShouldAccountFor(lines.Length);
            return (await node.VerdictsAsync(), node.Counters());
        }
    }

    [Fact]
    public async Task Restarts_change_no_verdict_and_count_nothing_twice()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog);
        await using RunningNode whole = await RunningNode.StartAsync(new NodePlan(_place.PathOf("whole"), fleet.Model));
        await whole.FeedAsync(lines, 1000);
        await whole.SettledAsync(lines.Length);
        NodePlan plan = new(_place.PathOf("parts"), fleet.Model) { Shards = new ShardOptions { MaxResident = 100 }, CommitLines = 64 };

        for (int from = 0; from < lines.Length; from += 1000)
        {
            await using RunningNode part = await RunningNode.StartAsync(plan);
            // What a source hands on again after a crash has no effect.
            int again = Math.Max(0, from - 300);
            await part.FeedAsync(lines[again..Math.Min(from + 1000, lines.Length)], 90, again + 1);
        }

        await using RunningNode last = await RunningNode.StartAsync(plan);
        (await last.VerdictsAsync()).ShouldBe(await whole.VerdictsAsync());
        last.ShouldAccountFor(lines.Length);
        last.Count("repeats").ShouldBe(5 * 300);
        last.Counters().Where(counter => !counter.Contains("repeats", StringComparison.Ordinal)).ShouldBe(whole.Counters());
        last.Status.Shards.ShouldAllBe(shard => shard.Epoch == 7);
    }

    [Fact]
    public async Task A_log_that_is_read_anew_from_its_start_gives_the_same()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog);
        NodePlan first = new(_place.PathOf("first"), fleet.Model), again = new(_place.PathOf("again"), fleet.Model) { CommitLines = 333 };
        (string[] Verdicts, string[] Counters) found;
        await using (RunningNode node = await RunningNode.StartAsync(first))
        {
            await node.FeedAsync(lines, 700);
            await node.SettledAsync(lines.Length);
            found = (await node.VerdictsAsync(), node.Counters());
        }

        Directory.CreateDirectory(again.LogFolder);
        foreach (string file in Directory.GetFiles(first.LogFolder))
            File.Copy(file, Path.Combine(again.LogFolder, Path.GetFileName(file)));
        await using RunningNode replay = await RunningNode.StartAsync(again);

        await replay.SettledAsync(lines.Length);
        (await replay.VerdictsAsync()).ShouldBe(found.Verdicts);
        replay.Counters().ShouldBe(found.Counters);
    }

    [Fact]
    public async Task A_node_of_one_shard_says_what_detect_says_of_events()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog);
        File.WriteAllLines(_place.PathOf("live.log"), lines);
        _place.Run("detect", "live.log", "-m", fleet.Model, "-o", "found.jsonl").With(0);
        await using RunningNode node = await RunningNode.StartAsync(new NodePlan(_place.PathOf("node"), fleet.Model) { Shards = new ShardOptions { Shards = 1 } });
        await node.FeedAsync(lines, 1000);
        await node.SettledAsync(lines.Length);

        // A node's sessions stay open where an input of detect has its end.
        string[] offline = [.. File.ReadLines(_place.PathOf("found.jsonl")).Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .Select(found => (Line: found.GetProperty("line").GetInt64(), Kind: found.GetProperty("kind").GetString()!, Text: string.Join(
                ' ', ((string[])["session", "kind", "detector", "line", "score", "rank", "expected"]).Select(field => found.GetProperty(field).GetRawText()))))
            .Where(found => IsOfEvent(found.Kind)).Select(found => found.Text).Order(StringComparer.Ordinal)];
        string[] live = [.. (await node.AnomaliesAsync()).Where(found => IsOfEvent(AnomalyText.Kind(found.Kind)))
            .Select(found => JsonSerializer.Deserialize<JsonElement>(AnomalyJson.ToBytes(found)))
            .Select(found => string.Join(' ', ((string[])["session", "kind", "detector", "line", "score", "rank", "expected"]).Select(field => found.GetProperty(field).GetRawText())))
            .Order(StringComparer.Ordinal)];
        live.Length.ShouldBeGreaterThan(20);
        live.ShouldBe(offline);

        static bool IsOfEvent(string kind) => kind is "unexpected-key" or "unseen-template" or "parameter-value";
    }
}
