using ActorDetector.SystemTests.Processes;
using RabbitMQ.Client;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>What is wrong in the queues and in the database is set aside or refused, and told.</summary>
public sealed class ClusterDamageTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output) : ClusterTests(fleet, engines, output)
{
    [ClusterFact]
    public async Task A_message_that_is_none_of_ours_is_set_aside_and_counted_and_the_rest_goes_on()
    {
        string prefix = Engines.NextPrefix();
        using Cluster cluster = new(Place, Fleet.Model, Engines.Postgres, Engines.Postgres.MakeDatabase(), Engines.Rabbit.Address, prefix);
        await cluster.StartAsync("a");
        await cluster.StartAsync("b");
        await SendAsync(cluster, async () =>
        {
            var factory = new ConnectionFactory { Uri = new Uri(Engines.Rabbit.Address), UserName = RabbitServer.User, Password = RabbitServer.Password };
            await using IConnection connection = await factory.CreateConnectionAsync();
            await using IChannel channel = await connection.CreateChannelAsync();
            await channel.BasicPublishAsync("", $"{prefix}.shard.3", new byte[] { 1, 2, 3, 4, 5 });
        });
        await CompareAsync(cluster);
        cluster.Sql("SELECT count(*) FROM dead_letters").ShouldBe("1");
        (await cluster.MetricAsync("actordetector_dropped_total")).ShouldBe(1);
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
}
