using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>The broker and the database end at once and come back, while lines come.</summary>
public sealed class ClusterEngineTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output) : ClusterTests(fleet, engines, output)
{
    [ClusterFact]
    public async Task The_broker_the_database_and_both_are_started_again_and_nothing_is_lost()
    {
        Task<RabbitServer> starting = RabbitServer.StartAsync();
        await using PostgresServer postgres = await PostgresServer.StartAsync();
        await using RabbitServer rabbit = await starting;
        using Cluster cluster = new(Place, Fleet.Model, postgres, postgres.MakeDatabase(), rabbit.Address, "own");
        await cluster.StartAsync("a");
        await cluster.StartAsync("b");
        await cluster.WaitForBalanceAsync("a", "b");
        await SendAsync(
            cluster,
            async () =>
            {
                rabbit.Kill();
                await WaitForTroubleAsync(cluster);
                await rabbit.StartAgainAsync();
            },
            async () =>
            {
                postgres.Kill();
                await WaitForTroubleAsync(cluster);
                await postgres.StartAgainAsync();
            },
            async () =>
            {
                rabbit.Kill();
                postgres.Kill();
                await WaitForTroubleAsync(cluster);
                await postgres.StartAgainAsync();
                await rabbit.StartAgainAsync();
            });
        await CompareAsync(cluster);
        await cluster.WaitForBalanceAsync("a", "b");
    }

    [ClusterFact(isLong: true)]
    public async Task A_broker_of_three_ends_and_nothing_is_lost()
    {
        IReadOnlyList<RabbitServer> brokers = await RabbitServer.StartClusterAsync();
        try
        {
            using Cluster cluster = new(
                Place, Fleet.Model, Engines.Postgres, Engines.Postgres.MakeDatabase(), string.Join(',', brokers.Select(broker => broker.Address)), "three");
            await cluster.StartAsync("a");
            await cluster.StartAsync("b");
            await cluster.WaitForBalanceAsync("a", "b");
            await SendAsync(
                cluster,
                () =>
                {
                    brokers[1].Kill();
                    return Task.CompletedTask;
                },
                brokers[1].StartAgainAsync);
            await CompareAsync(cluster);
        }
        finally
        {
            await RabbitServer.DisposeAsync(brokers);
        }
    }

    private static Task<double> WaitForTroubleAsync(Cluster cluster) =>
        Eventually.Is(() => cluster.MetricAsync("actordetector_ready"), ready => ready < cluster.Nodes.Count);
}
