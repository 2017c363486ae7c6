using ActorDetector.SystemTests.Processes;
using Npgsql;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>Nodes that stand still, or are cut off from what they share, and come back.</summary>
public sealed class ClusterPartitionTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output) : ClusterTests(fleet, engines, output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    // After the others have taken over, which takes some seconds.
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(Long.IsAsked ? 60 : 0);

    [ClusterFact]
    public async Task A_node_that_stood_still_has_its_late_commits_refused_and_counted()
    {
        using Cluster cluster = MakeCluster();
        await cluster.StartAsync("a");
        await cluster.StartAsync("b");
        await cluster.WaitForBalanceAsync("a", "b");
        cluster.BeforeCommits("IF (SELECT owner FROM shards WHERE shard = taken) = 'b' THEN PERFORM pg_advisory_xact_lock_shared(1); END IF;");
        using ServedNode still = cluster.Nodes["b"];
        long late = 0;
        await SendAsync(cluster, async () =>
        {
            // It stops with commits on their way, that are looked at when others have its shards.
            await using (NpgsqlDataSource database = NpgsqlDataSource.Create(cluster.Database))
            await using (NpgsqlCommand hold = database.CreateCommand("SELECT pg_advisory_lock(1)"))
            await using (NpgsqlDataReader held = await hold.ExecuteReaderAsync())
            {
                await Eventually.IsTrue(() => Waiting(cluster) > 0);
                still.Program.Signal("STOP");
                late = Waiting(cluster);
                cluster.Remove("b");
                await ServedAgainAsync(cluster, Limit, "b");
                await Task.Delay(Standstill);
            }

            still.Program.Signal("CONT");
            cluster.Add("b", still);
        });
        await cluster.WaitForBalanceAsync("a", "b");
        await CompareAsync(cluster);
        await RefusedAsync(cluster, late);

        static long Waiting(Cluster cluster) =>
            long.Parse(cluster.Sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"), System.Globalization.CultureInfo.InvariantCulture);
    }

    [ClusterFact(isLong: true)]
    public Task A_node_that_is_cut_off_from_the_broker_loses_nothing() => CutOffAsync(fromBroker: true, fromDatabase: false);

    [ClusterFact]
    public Task A_node_that_is_cut_off_from_the_database_loses_nothing() => CutOffAsync(fromBroker: false, fromDatabase: true);

    [ClusterFact(isLong: true)]
    public Task A_node_that_is_cut_off_from_both_loses_nothing() => CutOffAsync(fromBroker: true, fromDatabase: true);

    private async Task CutOffAsync(bool fromBroker, bool fromDatabase)
    {
        using Cluster cluster = MakeCluster();
        await using var toBroker = new Route(Engines.Rabbit.Port);
        await using var toDatabase = new Route(Engines.Postgres.Port);
        var database = new NpgsqlConnectionStringBuilder(cluster.DatabaseOverTcp("secret")) { Port = toDatabase.Port };
        Place.Write("postgres-password", "secret\n");
        await cluster.StartAsync("a");
        using ServedNode apart = await cluster.StartAsync(
            "b", "--rabbitmq", $"amqp://{RabbitServer.User}@127.0.0.1:{toBroker.Port}", "--postgres", database.ConnectionString, "--postgres-password-file", "postgres-password");
        await cluster.WaitForBalanceAsync("a", "b");
        await SendAsync(cluster, async () =>
        {
            if (fromBroker)
                toBroker.Cut();
            if (fromDatabase)
                toDatabase.Cut();
            await ServedAgainAsync(cluster, Limit, "b");
            // Who sends to it waits in vain until then, each time for seconds.
            cluster.Remove("b");
        }, () =>
        {
            toBroker.Heal();
            toDatabase.Heal();
            cluster.Add("b", apart);
            return Task.CompletedTask;
        });
        await cluster.WaitForBalanceAsync("a", "b");
        await CompareAsync(cluster);
        if (fromDatabase)
            await RefusedAsync(cluster, 1);
    }

    private async Task RefusedAsync(Cluster cluster, long late)
    {
        double refused = await Eventually.Is(() => cluster.MetricAsync("actordetector_refused_commits_total"), refused => refused >= late);
        Output.WriteLine($"{refused} commits refused");
    }
}
