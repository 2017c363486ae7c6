using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Actors.Shards;
using ActorDetector.Detection;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Nodes;

/// <summary>Endings that are told when the log has let go of the lines that they are told by.</summary>
[Collection(FleetTests.Name)]
public sealed class LateEndingTests(TrainedFleet fleet) : IDisposable
{
    private const int MostOrigins = 65_536;
    private const string Gone = "--log-keep-bytes";

    private static readonly TimeSpan CloseAfter = TimeSpan.FromMinutes(10);

    private readonly Workplace _place = new();
    private readonly SetTime _time = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("made")]
    [InlineData("")]
    public async Task An_ending_says_the_same_whether_the_log_still_has_its_line_or_not_but_for_the_line_itself(string producer)
    {
        Anomaly[] kept = await JudgeAsync("kept", 64 << 20, producer), gone = await JudgeAsync("gone", 0, producer);

        kept.ShouldAllBe(anomaly => !anomaly.Explanation.Contains(Gone));
        gone.Count(anomaly => anomaly.Explanation.Contains(Gone) && anomaly.Kind == AnomalyKind.EarlyEnd).ShouldBeGreaterThan(5);
        gone.Where(anomaly => anomaly.Explanation.Contains(Gone)).ShouldAllBe(anomaly => kept.All(other => other.Raw != anomaly.Raw));
        Texts(gone).ShouldBe(Texts(kept));

        // Without a producer the name has the place in the log, where entries of the clock come in between.
        string[] Texts(Anomaly[] anomalies) =>
        [
            .. anomalies.Select(anomaly => RunningNode.TextOf(anomaly with { Id = producer.Length > 0 ? anomaly.Id : "", Raw = "", Explanation = "" }))
                .Order(StringComparer.Ordinal),
        ];
    }

    [Fact]
    public async Task Of_more_origins_than_a_shard_may_know_the_oldest_are_told_as_unknown_and_never_as_others()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..2000];
        NodePlan plan = Plan("node", keepBytes: 0) with { Shards = new ShardOptions { Shards = 1, CloseAfter = CloseAfter, MaxResident = 40 } };
        await using (RunningNode node = await RunningNode.StartAsync(plan))
        {
            long now = node.Node.Time.GetUtcNow().UtcTicks;
            await node.FeedAsync(lines[..1000], 100, arrived: now, origin: "early.log");
            for (int i = 0; i < MostOrigins; i++)
                await node.FeedAsync(lines[..1], 1, from: 10_000 + i, arrived: now, origin: $"{i}.log");
            await node.FeedAsync(lines[1000..], 100, from: 100_000, arrived: now, origin: "late.log");
            await node.FeedAsync(Enumerable.Repeat(lines[0], 2000), 1000, from: 200_000, arrived: now, origin: "last.log");
            await node.SettledAsync(lines.Length + MostOrigins + 2000);
        }

        await using RunningNode again = await RunningNode.StartAsync(plan);
        _time.Pass(CloseAfter + TimeSpan.FromMinutes(1));
        await again.Until(() => Open(again) == 0);

        Anomaly[] gone = [.. (await again.AnomaliesAsync()).Where(anomaly => anomaly.Explanation.Contains(Gone))];
        gone.Select(anomaly => anomaly.Source).Distinct().Order(StringComparer.Ordinal).ShouldBe(["late.log", "the shard log"]);
        gone.ShouldAllBe(anomaly => anomaly.Source == "late.log" ? anomaly.LineNumber >= 100_000 : anomaly.LineNumber == 0);
    }

    private async Task<Anomaly[]> JudgeAsync(string name, long keepBytes, string producer)
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog)[..2000];
        int commits = 0;
        NodePlan plan = Plan(name, keepBytes) with
        {
            // What is not committed is judged again by a shard that was restored.
            Hook = store => new HookedStore(store) { BeforeCommit = _ => Interlocked.Increment(ref commits) is 4 or 9 ? Task.FromException(new IOException("not yet")) : Task.CompletedTask },
        };
        long fed = 0;
        foreach (string[] part in lines.Chunk(1000))
        {
            await using RunningNode node = await RunningNode.StartAsync(plan);
            await node.FeedAsync(part, 100, from: fed + 1, producer, node.Node.Time.GetUtcNow().UtcTicks, origin: $"{fed}.log");
            await node.SettledAsync(fed += part.Length);
        }

        await using RunningNode last = await RunningNode.StartAsync(plan);
        last.Status.Shards.Sum(shard => shard.Passive).ShouldBeGreaterThan(10);
        if (keepBytes == 0)
            await last.Until(() => last.Status.Log.Bytes < 128 << 10);
        _time.Pass(CloseAfter + TimeSpan.FromMinutes(1));
        await last.Until(() => Open(last) == 0);
        return await last.AnomaliesAsync();
    }

    private static int Open(RunningNode node) => (int)node.Status.Shards.Sum(shard => shard.Resident + shard.Passive);

    private NodePlan Plan(string name, long keepBytes) => new(_place.PathOf(name), fleet.Model)
    {
        Time = _time,
        CommitLines = 200,
        Shards = new ShardOptions { CloseAfter = CloseAfter, MaxResident = 40 },
        Log = new ShardLogOptions { LogSync = LogSync.Never, LogMaxBytes = 64 << 20, LogSegmentBytes = 64 << 10, LogKeepBytes = keepBytes },
    };
}
