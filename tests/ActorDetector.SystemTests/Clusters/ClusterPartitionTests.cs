using ActorDetector.SystemTests.Processes;
using Npgsql;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>Nodes that stand still, or are cut off from what they share, and come back.</summary>
public sealed class ClusterPartitionTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output) : ClusterTests(fleet, engines, output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(Long.IsAsked ? 60 : 3);

    [ClusterFact]
    public async Task A_node_that_stood_still_has_its_late_commits_refused_and_counted()
    {
        using Cluster cluster = MakeCluster();
        await cluster.StartAsync("a");
        await cluster.StartAsync("b");
        await cluster.WaitForBalanceAsync("a", "b");
        ServedNode still = cluster.Nodes["b"];
        await SendAsync(cluster, async () =>
        {
            still.Program.Signal("STOP");
            cluster.Remove("b");
            await ServedAgainAsync(cluster, Limit, "b");
            await Task.Delay(Standstill);
            still.Program.Signal("CONT");
            cluster.Add("b", still);
        });
        await cluster.WaitForBalanceAsync("a", "b");
        await CompareAsync(cluster);
        Output.WriteLine($"{await cluster.MetricAsync("actordetector_refused_commits_total")} commits refused");
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
        await using var toBroker = new Route(new Uri(Engines.Rabbit.Address).Port);
        var connection = new NpgsqlConnectionStringBuilder(cluster.DatabaseOverTcp("secret"));
        await using var toDatabase = new Route(connection.Port);
        connection.Port = toDatabase.Port;
        Place.Write("postgres-password", "secret\n");
        await cluster.StartAsync("a");
        await cluster.StartAsync(
            "b", "--rabbitmq", $"amqp://{RabbitServer.User}@127.0.0.1:{toBroker.Port}", "--postgres", connection.ConnectionString, "--postgres-password-file", "postgres-password");
        await cluster.WaitForBalanceAsync("a", "b");
        await SendAsync(cluster, async () =>
        {
            if (fromBroker)
                toBroker.Cut();
            if (fromDatabase)
                toDatabase.Cut();
            await ServedAgainAsync(cluster, Limit, "b");
        }, () =>
        {
            toBroker.Heal();
            toDatabase.Heal();
            return Task.CompletedTask;
        });
        await cluster.WaitForBalanceAsync("a", "b");
        await CompareAsync(cluster);
    }
}
