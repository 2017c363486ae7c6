using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActorDetector.Actors.Ingest;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Memory;
using ActorDetector.Actors.Shards;
using ActorDetector.Detection.Bundles;
using ActorDetector.RabbitMq;
using ActorDetector.SystemTests.Processes;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>What is wrong in the queues and in the database is set aside or refused, and told.</summary>
public sealed partial class ClusterDamageTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output) : ClusterTests(fleet, engines, output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // A whole session of the log that was trained on.
    private string[] Normal =>
        [.. File.ReadLines(Fleet.TrainLog).Skip(100).Take(2000).GroupBy(line => SessionId().Match(line).Value).First(session => session.Key.Length > 0 && session.Count() > 5)];

    [GeneratedRegex("req-[0-9a-f]+")]
    private static partial Regex SessionId();

    [ClusterFact]
    public async Task A_message_that_is_none_of_ours_and_a_line_that_throws_are_set_aside_and_counted_and_all_others_are_judged()
    {
        string prefix = Engines.NextPrefix();
        using Cluster cluster = new(Place, Fleet.Model, Engines.Postgres, Engines.Postgres.MakeDatabase(), Engines.Rabbit.Address, prefix);
        await cluster.StartAsync("a");
        await cluster.StartAsync("b");
        await cluster.WaitForBalanceAsync("a", "b");
        await SendAsync(
            cluster,
            async () =>
            {
                var factory = new ConnectionFactory { Uri = new Uri(Engines.Rabbit.Address), UserName = RabbitServer.User, Password = RabbitServer.Password };
                await using IConnection connection = await factory.CreateConnectionAsync();
                await using IChannel channel = await connection.CreateChannelAsync();
                await channel.BasicPublishAsync("", $"{prefix}.shard.3", new byte[] { 1, 2, 3, 4, 5 });
            },
            () => SendWithPoisonAsync(prefix, "req-1a2b3c4d5e6f7081"),
            async () =>
            {
                const string Session = "req-91a2b3c4d5e6f708";
                await SendWithPoisonAsync(prefix, Session);
                string owner = cluster.Owners()[ShardHash.ShardOf(Encoding.UTF8.GetBytes(Session), Cluster.Shards)];
                cluster.Kill(owner);
                await ServedAgainAsync(cluster, Limit, owner);
            });
        await CompareAsync(cluster);

        await Eventually.Is(() => cluster.MetricAsync("actordetector_dropped_total"), dropped => dropped >= 3);
        ServedNode node = cluster.Nodes.Values.Single();
        (await node.GetAsync("/api/dead-letters")).ShouldContain("the shard throws on it (line 3 of poisoned.log)");
        cluster.Sql("SELECT count(*) FROM dead_letters").ShouldBe("3");
        (await cluster.MetricAsync("actordetector_dropped_total")).ShouldBe(3);
        JsonObject poisoned = (await node.CountersAsync())["poisoned"];
        ((long)poisoned["lines"]!, (long)poisoned["dropped"]!["poison"]!, (long)poisoned["events"]!).ShouldBe((2 * (Normal.Length + 1), 2, 2 * Normal.Length));
        (await node.AnswerAsync("/readyz")).Code.ShouldBe(200);
    }

    [ClusterFact]
    public async Task A_checkpoint_that_is_damaged_halts_its_shard_and_says_so_and_the_others_go_on()
    {
        using Cluster cluster = MakeCluster();
        ServedNode first = await cluster.StartAsync("a");
        await SendAsync(cluster);
        await Eventually.Is(cluster.LinesAsync, lines => lines == Lines);
        first.Stop();
        cluster.Remove("a").Dispose();
        cluster.Sql("UPDATE deltas SET content = content || '\\x00' WHERE shard = 2").ShouldBe("");
        ServedNode next = await cluster.StartAsync("a");
        await Eventually.Is(() => next.AnswerAsync("/readyz"), answer => answer.Code == 503 && answer.Text.Contains("shard 2", StringComparison.Ordinal));
        await next.PostAsync("2026-01-05 08:00:01.000 INFO web-01 request req-00000001 received\n");
        await Eventually.Is(() => next.GetAsync("/api/cluster"), answer => answer.Contains("halted", StringComparison.Ordinal));
        await Eventually.Is(() => Task.FromResult(cluster.Owners()), owners => owners.All(owner => owner == "a"));
    }

    [ClusterFact]
    public async Task A_queue_that_was_deleted_is_told_and_refused_until_somebody_says_that_it_is_to_be_made_anew()
    {
        string prefix = Engines.NextPrefix();
        using Cluster cluster = new(Place, Fleet.Model, Engines.Postgres, Engines.Postgres.MakeDatabase(), Engines.Rabbit.Address, prefix);
        ServedNode node = await cluster.StartAsync("a");
        await cluster.WaitForBalanceAsync("a");
        Engines.Rabbit.DeleteQueue($"{prefix}.shard.5");
        await Eventually.Is(() => node.AnswerAsync("/readyz"), answer => answer.Code == 503 && answer.Text.Contains($"{prefix}.shard.5", StringComparison.Ordinal));
        node.Program.Terminate();
        node.Program.WaitForEnd();
        cluster.Remove("a").Dispose();

        (await Should.ThrowAsync<InvalidOperationException>(() => cluster.StartAsync("a"))).Message.ShouldContain("--rabbitmq-make-queues");
        await cluster.StartAsync("a", "--rabbitmq-make-queues");
        await SendAsync(cluster);
        await CompareAsync(cluster);
    }

    // A session in which nothing is wrong, but for a line in the midst of it whose time is none that can be told.
    private async Task SendWithPoisonAsync(string prefix, string session)
    {
        RabbitMqOptions options = new() { RabbitMq = Engines.Rabbit.Address, RabbitMqPrefix = prefix };
        await using RabbitMqShardLog log = await RabbitMqShardLog.OpenAsync(
            options, RabbitServer.Password, Cluster.Shards, Guid.NewGuid(), isMade: true, TimeProvider.System, NullLogger.Instance);
        LineIngest ingest = new(
            log, new EntityRule(new IngestOptions(), BundleFolder.Read(Fleet.Model).Manifest.Settings), new MemoryWatch(long.MaxValue, () => 0, TimeProvider.System, NullLogger.Instance));
        var lines = new LineBatch();
        lines.Clear("poisoned", "poisoned.log", "", TimeProvider.System.GetUtcNow().UtcTicks);
        foreach (string line in Normal)
        {
            if (lines.Count == 2)
                lines.Add(Encoding.UTF8.GetBytes($"2026-99-99 99:99:99.999 ERROR web-01 nobody knows when [{session}] was"), 3, time: -1);
            lines.Add(Encoding.UTF8.GetBytes(SessionId().Replace(line, session)), lines.Count + 1, time: 0);
        }

        await ingest.AcceptAsync(lines, CancellationToken.None);
    }
}
