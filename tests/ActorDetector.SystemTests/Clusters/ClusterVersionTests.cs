using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>Nodes of two versions of the program in one cluster.</summary>
public sealed class ClusterVersionTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output) : ClusterTests(fleet, engines, output)
{
    private static readonly string[] s_all = ["a", "b", "c"];

    // So that there are lines while each of six nodes starts.
    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(300);

    [OtherVersionFact]
    public async Task An_update_of_node_after_node_loses_nothing_and_neither_does_going_back()
    {
        string other = OtherVersionFactAttribute.Program!;
        using Cluster cluster = MakeCluster();
        foreach (string node in s_all)
            await cluster.StartOtherAsync(other, node);
        await cluster.WaitForBalanceAsync(s_all);
        await SendAsync(
            cluster,
            [
                .. s_all.Select(node => (Func<Task>)(() => ReplaceAsync(cluster, node, () => cluster.StartAsync(node)))),
                .. s_all.Select(node => (Func<Task>)(() => ReplaceAsync(cluster, node, () => cluster.StartOtherAsync(other, node)))),
            ]);
        await CompareAsync(cluster);
    }

    private static async Task ReplaceAsync(Cluster cluster, string node, Func<Task> start)
    {
        cluster.Stop(node);
        await start();
        await cluster.WaitForBalanceAsync(s_all);
    }
}
