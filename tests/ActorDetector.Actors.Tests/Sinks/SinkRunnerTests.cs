using System.Collections.Concurrent;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Tests.Sinks.Made;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Actors.Tests.Sinks;

public sealed class SinkRunnerTests
{
    [Fact]
    public async Task A_new_sink_is_told_what_comes_after_it_was_started()
    {
        using TemporaryFolder folder = new();
        MemoryNodeStore store = new(number => SampleAnomalies.Of(number)) { Last = 5 };
        await using RunningSink running = new(new JsonLinesSink(folder.PathOf("a.jsonl")), store, TimeProvider.System);
        await running.UntilAsync(now => now.Number == 5);

        store.Last = 7;
        running.Runner.Wake();
        await running.UntilAsync(now => now.Sent == 2);

        Ids(folder.PathOf("a.jsonl")).ShouldBe(["a6", "a7"]);
    }

    [Fact]
    public async Task Started_before_it_runs_a_new_sink_misses_nothing_in_between()
    {
        using TemporaryFolder folder = new();
        MemoryNodeStore store = new(number => SampleAnomalies.Of(number));
        JsonLinesSink sink = new(folder.PathOf("a.jsonl"));
        await new SinkRunner(sink, store, TimeProvider.System, NullLogger.Instance).StartAsync(CancellationToken.None);
        store.Last = 3;

        await using RunningSink running = new(sink, store, TimeProvider.System);
        await running.UntilAsync(now => now.Sent == 3);

        Ids(folder.PathOf("a.jsonl")).ShouldBe(["a1", "a2", "a3"]);
    }

    [Fact]
    public async Task A_drain_ends_when_all_that_is_committed_is_told()
    {
        using TemporaryFolder folder = new();
        JsonLinesSink sink = new(folder.PathOf("a.jsonl"));
        MemoryNodeStore store = await StoreAsync(sink, 2500);
        SinkRunner runner = new(sink, store, TimeProvider.System, NullLogger.Instance);
        Task running = runner.RunAsync(CancellationToken.None);

        await runner.DrainAsync().WaitAsync(TimeSpan.FromSeconds(30));

        running.IsCompletedSuccessfully.ShouldBeTrue();
        Ids(folder.PathOf("a.jsonl")).Length.ShouldBe(2500);
    }

    [Fact]
    public async Task A_drain_ends_with_the_first_attempt_that_fails()
    {
        using TemporaryFolder folder = new();
        JsonLinesSink sink = new(folder.PathOf("missing/a.jsonl"));
        MemoryNodeStore store = await StoreAsync(sink, 3);
        SinkRunner runner = new(sink, store, TimeProvider.System, NullLogger.Instance);

        Task draining = runner.DrainAsync();
        await Task.WhenAll(draining, runner.RunAsync(CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(30));

        runner.Status.Number.ShouldBe(0);
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_where_it_was()
    {
        using TemporaryFolder folder = new();
        MemoryNodeStore store = new(number => SampleAnomalies.Of(number));
        JsonLinesSink sink = new(folder.PathOf("a.jsonl"));
        for (int restart = 1; restart <= 3; restart++)
        {
            await using RunningSink running = new(sink, store, TimeProvider.System);
            await running.UntilAsync(now => now.Number == (restart - 1) * 1500);
            store.Last = restart * 1500;
            running.Runner.Wake();
            await running.UntilAsync(now => now.Number == store.Last);
        }

        Ids(folder.PathOf("a.jsonl")).ShouldBe([.. Enumerable.Range(1, 4500).Select(number => $"a{number}")]);
    }

    [Fact]
    public async Task What_nobody_takes_is_dropped_alone_counted_and_set_aside()
    {
        ConcurrentQueue<string> taken = new();
        await using HttpPeer peer = new(request =>
        {
            if (request.Ids.Any(id => id is "a13" or "a64"))
                return new PeerAnswer(400, Body: "bad one");
            Array.ForEach(request.Ids, taken.Enqueue);
            return new PeerAnswer();
        });
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = peer.Url }, null, TimeProvider.System);
        MemoryNodeStore store = await StoreAsync(sink, 100);

        SinkStatus status;
        await using (RunningSink running = new(sink, store, new EagerTime()))
        {
            status = await running.UntilAsync(now => now.Number == 100);
        }

        taken.ShouldBe([.. Enumerable.Range(1, 100).Where(number => number is not (13 or 64)).Select(number => $"a{number}")]);
        (status.Sent, status.Dropped).ShouldBe((98, 2));
        store.DeadLetters.Select(letter => (letter.Actor, letter.Message)).ShouldBe([("sink webhook", "a13"), ("sink webhook", "a64")]);
        store.DeadLetters.ShouldAllBe(letter => letter.Reason.Contains("400"));
    }

    [Fact]
    public async Task It_never_gives_up_and_never_pauses_long()
    {
        int calls = 0;
        await using HttpPeer peer = new(_ => new PeerAnswer(++calls <= 1500 ? 500 : 200));
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = peer.Url }, null, TimeProvider.System);
        MemoryNodeStore store = await StoreAsync(sink, 1);
        EagerTime time = new();

        await using RunningSink running = new(sink, store, time);
        SinkStatus status = await running.UntilAsync(now => now.Number == 1);

        status.Failures.ShouldBe(1500);
        status.Trouble.ShouldBeNull();
        time.Pauses.Max().ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(30));
        time.Pauses.Skip(20).Min().ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_ends_nothing()
    {
        using TemporaryFolder folder = new();
        JsonLinesSink sink = new(folder.PathOf("a.jsonl"));
        MemoryNodeStore store = await StoreAsync(sink, 3000);
        store.FailNext(7);

        await using RunningSink running = new(sink, store, new EagerTime());
        SinkStatus status = await running.UntilAsync(now => now.Number == 3000);

        status.Failures.ShouldBe(7);
        status.Trouble.ShouldBeNull();
        Ids(folder.PathOf("a.jsonl")).Length.ShouldBe(3000);
    }

    [Fact]
    public async Task Why_a_sink_fails_can_be_seen()
    {
        using TemporaryFolder folder = new();
        JsonLinesSink sink = new(folder.PathOf("missing/a.jsonl"));
        await using RunningSink running = new(sink, await StoreAsync(sink, 1), TimeProvider.System);

        SinkStatus status = await running.UntilAsync(now => now.Failures > 0);

        status.Trouble.ShouldNotBeNull().ShouldContain("missing");
        status.Sent.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_told_while_the_node_was_being_stopped_is_not_told_again()
    {
        using CancellationTokenSource stop = new();
        StoppingSink sink = new(stop);
        MemoryNodeStore store = await StoreAsync(sink, 10);

        await new SinkRunner(sink, store, TimeProvider.System, NullLogger.Instance).RunAsync(stop.Token);

        (await store.SentAsync(sink.Name, CancellationToken.None)).ShouldBe(4);
    }

    private static async Task<MemoryNodeStore> StoreAsync(ISink sink, long last)
    {
        MemoryNodeStore store = new(number => SampleAnomalies.Of(number)) { Last = last };
        await store.SetSentAsync(sink.Name, 0, CancellationToken.None);
        return store;
    }

    private static string[] Ids(string path) =>
        [.. File.ReadLines(path).Select(line => (string)System.Text.Json.Nodes.JsonNode.Parse(line)!["id"]!)];
}
