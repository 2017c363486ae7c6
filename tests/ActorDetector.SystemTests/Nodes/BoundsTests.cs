using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Actors.Shards;
using ActorDetector.SystemTests.Nodes.Made;
using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Nodes;

[Collection(FleetTests.Name)]
public sealed class BoundsTests(TrainedFleet fleet, ITestOutputHelper output) : IDisposable
{
    private const long MiB = 1 << 20;

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Far_more_entities_than_may_be_resident_take_bounded_memory_and_return_to_where_they_were()
    {
        int entities = Long.IsAsked ? 10_000_000 : 300_000;
        (string before, string behind) = OpeningLine();
        NodePlan plan = new(_place.PathOf("node"), fleet.Model) { Shards = new ShardOptions { MaxResident = 10_000 } };
        long start = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        await using RunningNode node = await RunningNode.StartAsync(plan);
        await node.FeedAsync(Enumerable.Range(0, entities).Select(number => $"{before}req-{number:x8}{behind}"), 4096);
        await node.SettledAsync(entities);

        long heap = GC.GetTotalMemory(forceFullCollection: true) - start;
        output.WriteLine($"{entities:N0} entities in {watch.Elapsed.TotalSeconds:F1} s; heap {heap / MiB} MiB, working set {Environment.WorkingSet / MiB} MiB, store {node.Status.StoreBytes / MiB} MiB");
        heap.ShouldBeLessThan(192 * MiB);
        node.Status.Shards.Sum(shard => shard.Resident).ShouldBeLessThanOrEqualTo(10_000);
        node.Status.Shards.Sum(shard => shard.Passive).ShouldBeGreaterThan(Math.Min(entities, 1_900_000) - 10_001);
        string returning = $"req-{entities * 9L / 10:x8}";
        (await node.Node.FindOpenSessionsAsync(returning, 10, CancellationToken.None)).ShouldBeEmpty("it is passive");

        await node.FeedAsync([before + returning + behind], 1, entities + 1);
        await node.SettledAsync(entities + 1);

        OpenSessionView back = (await node.Node.FindOpenSessionsAsync(returning, 10, CancellationToken.None)).ShouldHaveSingleItem();
        back.Session.ShouldStartWith(returning + "#");
        back.Events.ShouldBe(2);
        back.Recent.Count.ShouldBe(2);
        node.ShouldAccountFor(entities + 1);
    }

    [Fact]
    public async Task A_template_on_every_line_takes_bounded_memory_and_commits_of_bounded_size()
    {
        const int Lines = 60_000;
        (string before, string behind) = OpeningLine();
        string head = before[..(before.IndexOf(": ", StringComparison.Ordinal) + 2)];
        List<(long Bytes, TimeSpan At)> commits = [];
        var watch = Stopwatch.StartNew();
        NodePlan plan = new(_place.PathOf("node"), fleet.Model)
        {
            Shards = new ShardOptions { Shards = 1 },
            CommitLines = 1000,
            Hook = store => new HookedStore(store)
            {
                AfterCommit = commit =>
                {
                    commits.Add((commit.Parts.Sum(part => (long)part.Content.Length) + (commit.Delta?.Content.Length ?? 0), watch.Elapsed));
                    return Task.CompletedTask;
                },
            },
        };
        await using RunningNode node = await RunningNode.StartAsync(plan);
        await node.FeedAsync(Enumerable.Range(0, Lines).Select(i => $"{head}{Word(i)} {Word(i + 7)} fell on {Word(i * 31)} of [req-{i % 100:x8}]"), 1000);
        await node.SettledAsync(Lines);

        node.ShouldAccountFor(Lines);
        long largest = commits.Max(commit => commit.Bytes);
        TimeSpan[] times = [.. commits.Zip(commits.Skip(1), (one, next) => next.At - one.At)];
        output.WriteLine($"{commits.Count} commits, largest {largest / 1024:N0} KiB, last {commits[^1].Bytes / 1024:N0} KiB; a commit and its 1,000 lines: median {times.Order().ElementAt(times.Length / 2).TotalMilliseconds:F0} ms, longest {times.Max().TotalMilliseconds:F0} ms; unseen kept {node.Status.Shards[0].Unseen:N0}, heap {GC.GetTotalMemory(true) / MiB} MiB");
        largest.ShouldBeLessThan(8 * MiB);
        commits[(commits.Count / 2)..].Max(commit => commit.Bytes).ShouldBeLessThan(2 * largest);
        node.Status.Shards[0].Unseen.ShouldBeLessThanOrEqualTo(10_000);
    }

    [Fact]
    public async Task A_commit_has_no_more_lines_than_allowed()
    {
        string[] lines = File.ReadAllLines(fleet.LiveLog)[..1000];
        int commits = 0;
        var open = new TaskCompletionSource();
        NodePlan plan = new(_place.PathOf("node"), fleet.Model)
        {
            Shards = new ShardOptions { Shards = 1 },
            CommitLines = 10,
            Hook = store => new HookedStore(store)
            {
                BeforeCommit = _ =>
                {
                    Interlocked.Increment(ref commits);
                    return open.Task;
                },
            },
        };
        await using RunningNode node = await RunningNode.StartAsync(plan);
        await node.FeedAsync(lines, 10);
        open.SetResult();
        await node.SettledAsync(lines.Length);

        commits.ShouldBeGreaterThanOrEqualTo(lines.Length / 10);
    }

    [Fact]
    public async Task A_store_that_does_not_take_commits_fills_the_log_then_sources_wait_and_nothing_is_lost()
    {
        string[] lines = [.. Enumerable.Repeat(File.ReadAllLines(fleet.LiveLog), 3).SelectMany(log => log)];
        var open = new TaskCompletionSource();
        NodePlan plan = new(_place.PathOf("node"), fleet.Model)
        {
            Log = new ShardLogOptions { LogSync = LogSync.Never, LogMaxBytes = 1 * MiB, LogSegmentBytes = 1 << 16, MaxEntryBytes = 1 << 18, LogKeepBytes = 0 },
            Hook = store => new HookedStore(store) { BeforeCommit = _ => open.Task },
        };
        await using RunningNode node = await RunningNode.StartAsync(plan);
        Task feeding = node.FeedAsync(lines, 200);
        await node.Until(() => node.Status.Log.IsFull);

        node.Node.Ingest.Full.ShouldBe(DropReason.LogFull);
        feeding.IsCompleted.ShouldBeFalse();
        node.Status.IsReady.ShouldBeFalse();
        node.Status.Conditions.ShouldContain(condition => condition.Part == "log" && condition.IsBlocking && condition.Trouble.Contains("--log-max-bytes"));
        node.Status.Log.Bytes.ShouldBeLessThanOrEqualTo(1 * MiB);

        open.SetResult();
        await feeding;
        await node.SettledAsync(lines.Length);
        node.ShouldAccountFor(lines.Length);
        node.Count("events").ShouldBe(lines.Length);
        node.Status.IsReady.ShouldBeTrue();
    }

    [Fact]
    public async Task While_the_process_has_too_much_memory_lines_wait_and_the_node_says_for_what()
    {
        string[] lines = File.ReadAllLines(fleet.LiveLog);
        long used = 300 * MiB;
        NodePlan plan = new(_place.PathOf("node"), fleet.Model) { MaxMemory = 1024 * MiB, UsedMemory = () => Volatile.Read(ref used) };
        await using RunningNode node = await RunningNode.StartAsync(plan);
        await node.FeedAsync(lines[..100], 50);
        Volatile.Write(ref used, 900 * MiB);
        await node.Until(() => node.Status.Memory.IsFull);

        Task feeding = node.FeedAsync(lines[100..], 50, 101);
        node.Node.Ingest.Full.ShouldBe(DropReason.MemoryFull);
        node.Status.IsReady.ShouldBeFalse();
        node.Status.Conditions.ShouldContain(condition => condition.Part == "memory" && condition.IsBlocking && condition.Trouble.Contains("--max-memory"));
        await node.SettledAsync(100);
        feeding.IsCompleted.ShouldBeFalse();

        Volatile.Write(ref used, 500 * MiB);
        await feeding;
        await node.SettledAsync(lines.Length);
        node.ShouldAccountFor(lines.Length);
        node.Status.IsReady.ShouldBeTrue();
    }

    [Fact]
    public async Task A_sink_that_hangs_holds_nobody_up_and_the_store_keeps_what_it_did_not_take()
    {
        string[] lines = TroubledLines.Of(fleet.LiveLog);
        await using RunningNode node = await RunningNode.StartAsync(new NodePlan(_place.PathOf("node"), fleet.Model) { Sinks = [new HangingSink()], DrainTimeout = TimeSpan.FromSeconds(1) });
        await node.FeedAsync(lines, 500);
        await node.SettledAsync(lines.Length);

        (await node.AnomaliesAsync()).ShouldNotBeEmpty();
        node.Status.Sinks.ShouldHaveSingleItem().Number.ShouldBe(0);
        (await node.Store.SentAsync("hanging", CancellationToken.None)).GetValueOrDefault().ShouldBe(0);
    }

    private (string Before, string Behind) OpeningLine()
    {
        string line = File.ReadLines(fleet.LiveLog).First(line => line.Contains("req-", StringComparison.Ordinal));
        Match id = Regex.Match(line, "req-[0-9a-f]+");
        return (line[..id.Index], line[(id.Index + id.Length)..]);
    }

    // Letters alone: what has digits is no template's text.
    private static string Word(int number)
    {
        var word = new StringBuilder("w");
        for (long rest = (number * 7919L) + 26; rest > 0; rest /= 26)
            word.Append((char)('a' + (rest % 26)));
        return word.ToString();
    }
}
