using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>Nodes that are killed, one after the other, while lines come.</summary>
public sealed class ClusterKillTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output) : ClusterTests(fleet, engines, output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [ClusterFact(isLong: true)]
    public async Task Three_nodes_find_together_what_one_finds()
    {
        using Cluster cluster = MakeCluster();
        foreach (string node in (string[])["a", "b", "c"])
            await cluster.StartAsync(node);
        await SendAsync(cluster);
        await CompareAsync(cluster);
        await cluster.WaitForBalanceAsync("a", "b", "c");
    }

    [ClusterFact]
    public async Task Nodes_that_are_killed_lose_nothing_and_the_others_have_their_shards_within_ten_seconds()
    {
        using Cluster cluster = MakeCluster();
        foreach (string node in (string[])["a", "b", "c"])
            await cluster.StartAsync(node);
        await cluster.WaitForBalanceAsync("a", "b", "c");
        // The first is also the coordinator; each takes lines and has shards.
        await SendAsync(cluster, [.. ((string[])["a", "b", "c"]).Select(node => (Func<Task>)(() => KillAsync(cluster, node)))]);
        await CompareAsync(cluster);
    }

    private async Task KillAsync(Cluster cluster, string node)
    {
        cluster.Kill(node);
        await ServedAgainAsync(cluster, Limit, node);
        await cluster.StartAsync(node);
    }
}
