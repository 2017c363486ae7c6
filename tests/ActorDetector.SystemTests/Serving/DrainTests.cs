using System.Diagnostics;
using ActorDetector.Actors.Stores;
using ActorDetector.Storage;
using ActorDetector.SystemTests.Processes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.SystemTests.Serving;

/// <summary>A node that is asked to end, under load.</summary>
[Collection(ServingTests.Name)]
public sealed class DrainTests : IDisposable
{
    private const int Shards = 4;

    private readonly Workplace _place = new();
    private readonly ServedFleet _fleet;

    public DrainTests(ServedFleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        _fleet = fleet;
    }

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task All_that_was_answered_is_judged_before_it_ends(string signal)
    {
        using ServedNode node = await ServeAsync("--drain-timeout", "00:00:20");
        long answered = 0, sent = 0;
        Task[] clients = [.. Enumerable.Range(0, 4).Select(client => Task.Run(() => SendUntilRefusedAsync(
            node, $"client-{client}", lines => Interlocked.Add(ref sent, lines), lines => Interlocked.Add(ref answered, lines))))];
        await Eventually.IsTrue(() => Interlocked.Read(ref answered) > 1000);

        long began = Stopwatch.GetTimestamp();
        node.Program.Signal(signal);
        Ended run = node.Program.WaitForEnd().With(0);

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(21));
        await Task.WhenAll(clients);
        run.Errors.ShouldContain("All that was accepted is judged and stored.");
        long stored = await StoredLinesAsync();
        stored.ShouldBeInRange(answered, sent);
        using ServedNode next = await ServeAsync();
        (await next.LinesAsync("http")).ShouldBe(stored, "nothing is left to be judged");
        await next.SettleAsync();
        (await next.LinesAsync("http")).ShouldBe(stored, "nothing was left to be judged");
    }

    [Fact]
    public async Task What_cannot_be_judged_in_time_waits_for_the_next_start()
    {
        using ServedNode node = await ServeAsync("--drain-timeout", "00:00:02");
        using (SqliteConnection other = new($"Data Source={_place.PathOf("data/store.db")};Pooling=False"))
        {
            // As a backup does that takes too long: nothing can be committed.
            other.Open();
            using SqliteTransaction held = other.BeginTransaction();
            await node.PostAsync(string.Concat(_fleet.LiveLines.Take(4000).Select(line => line + '\n')), "shipper", 1);

            long began = Stopwatch.GetTimestamp();
            Ended run = node.Stop();

            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10));
            run.Errors.ShouldContain("the rest waits in the log for the next start");
            run.Errors.ShouldNotContain("halted");
            run.Errors.ShouldNotContain("set aside");
        }

        (await StoredLinesAsync()).ShouldBe(0);
        using ServedNode next = await ServeAsync();
        await next.SettleAsync();
        (await next.LinesAsync("http")).ShouldBe(4000);
        next.Stop().Errors.ShouldContain("All that was accepted is judged and stored.");
    }

    private Task<ServedNode> ServeAsync(params string[] words) => ServedNode.StartAsync(_place, ["-m", _fleet.Model, "--data", "data", .. words]);

    private async Task SendUntilRefusedAsync(ServedNode node, string producer, Action<int> sent, Action<int> answered)
    {
        const int Lines = 50;
        for (int sequence = 0; ; sequence++)
        {
            int first = sequence * Lines % (_fleet.LiveLines.Count - Lines);
            sent(Lines);
            try
            {
                using HttpResponseMessage answer = await node.SendAsync(
                    string.Concat(_fleet.LiveLines.Skip(first).Take(Lines).Select(line => line + '\n')), producer, sequence);
                if (!answer.IsSuccessStatusCode)
                    return;
                answered(Lines);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private async Task<long> StoredLinesAsync()
    {
        await using var store = SqliteStore.Open(_place.PathOf("data/store.db"), Shards, new StoreOptions(), TimeProvider.System, NullLogger.Instance);
        long lines = 0;
        for (int shard = 0; shard < Shards; shard++)
        {
            ShardCheckpoint checkpoint = await store.TakeAsync(shard, CancellationToken.None);
            lines += checkpoint.Counters.Where(counter => counter.Key is { Source: "http", Kind: "lines" }).Sum(counter => counter.Value);
        }

        return lines;
    }
}
