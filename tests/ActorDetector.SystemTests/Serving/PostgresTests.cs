using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Serving;

/// <summary>A node whose store is in PostgreSQL.</summary>
[Collection(ServingTests.Name)]
public sealed class PostgresTests : IDisposable
{
    private const int Lines = 3000;
    private const int BatchLines = 50;

    private readonly Workplace _place = new();
    private readonly ServedFleet _fleet;
    private readonly ITestOutputHelper _output;

    public PostgresTests(ServedFleet fleet, ITestOutputHelper output)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(output);
        (_fleet, _output) = (fleet, output);
        _output.WriteLine($"ACTORDETECTOR_TEST_SEED={Long.Seed}");
    }

    public void Dispose() => _place.Dispose();

    [PostgresFact]
    public async Task A_node_that_is_killed_and_its_database_too_finds_what_one_with_a_file_finds()
    {
        List<string[]> batches = [.. _fleet.LiveLines.Take(Lines).Chunk(BatchLines)];
        using ServedNode peaceful = await ServeAsync("peace");
        await KillTests.SendAsync(new MortalNode(() => Task.FromResult(peaceful)), batches, _ => { });
        Outcome expected = await Outcome.OfAsync(peaceful, "http");

        await using PostgresServer server = await PostgresServer.StartAsync();
        string database = server.MakeDatabase();
        server.Sql(database, "CREATE ROLE detector LOGIN PASSWORD 'right-one'; GRANT CREATE ON SCHEMA public TO detector");
        _place.Write("password", "right-one\n");
        await using var node = new MortalNode(() => ServeAsync("war", "--postgres", server.OverTcp(database, "detector"), "--postgres-password-file", "password"));
        long sent = 0;
        Task killing = Task.Run(async () =>
        {
            await node.KillAsync(Long.IsAsked ? 10 : 1, Lines / 2, () => Volatile.Read(ref sent), new Random(Long.Seed));
            await Eventually.IsTrue(() => Volatile.Read(ref sent) >= Lines / 2);
            server.Kill();
            await Eventually.Is(async () => await (await node.Node).GetAsync("/metrics"), metrics => metrics.Contains("actordetector_ready 0", StringComparison.Ordinal));
            await server.StartAgainAsync();
        });
        await KillTests.SendAsync(node, batches, lines => Volatile.Write(ref sent, lines));
        await killing;

        Outcome outcome = await Outcome.OfAsync(await node.Node, "http");
        _output.WriteLine($"{outcome.Anomalies.Count} anomalies, {outcome.Counters}");
        expected.Anomalies.Count.ShouldBeGreaterThan(10);
        outcome.ShouldBeThatOf(expected);
        server.Sql(database, "SELECT count(*) FROM anomalies").ShouldBe($"{expected.Anomalies.Count}");
        File.Exists(_place.PathOf("peace/store.db")).ShouldBeTrue();
        File.Exists(_place.PathOf("war/store.db")).ShouldBeFalse();
        (await node.Node).Stop().Errors.ShouldNotContain("right-one");
    }

    [PostgresFact]
    public async Task A_stop_does_not_wait_for_a_database_that_is_away_and_nothing_is_lost()
    {
        string lines = string.Concat(_fleet.LiveLines.Take(Lines / 2).Select(line => line + '\n'));
        await using PostgresServer server = await PostgresServer.StartAsync();
        string[] words = ["--postgres", server.MakeDatabase(), "--drain-timeout", "00:00:01"];
        using (ServedNode node = await ServeAsync("data", words))
        {
            await node.PostAsync(lines);
            await node.SettleAsync();
            server.Kill();
            await node.PostAsync(lines);
            await Eventually.Is(() => node.GetAsync("/metrics"), metrics => metrics.Contains("actordetector_ready 0", StringComparison.Ordinal));

            node.Stop();
        }

        await server.StartAgainAsync();
        using ServedNode next = await ServeAsync("data", words);
        await Eventually.Is(() => next.LinesAsync("http"), judged => judged == Lines);
    }

    // So few sessions in memory that most wait in the store.
    private Task<ServedNode> ServeAsync(string data, params string[] words) =>
        ServedNode.StartAsync(_place, ["-m", _fleet.Model, "--data", data, "--shards", "4", "--max-resident", "40", .. words]);
}
