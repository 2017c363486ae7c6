using System.Diagnostics;
using ActorDetector.SystemTests.Processes;
using Xunit.Abstractions;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>Nodes that come and go in good order.</summary>
public sealed class ClusterScaleTests(ServedFleet fleet, ClusterEngines engines, ITestOutputHelper output) : ClusterTests(fleet, engines, output)
{
    // Three processes, their broker, their database and these tests share two cores.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(200);

    [ClusterFact]
    public async Task From_one_node_to_three_and_back_nothing_is_lost_and_shards_are_handed_over_within_two_seconds()
    {
        using Cluster cluster = MakeCluster();
        await cluster.StartAsync("a");
        await cluster.WaitForBalanceAsync("a");
        await SendAsync(
            cluster,
            () => JoinAsync(cluster, "b", ["a", "b"]),
            () => JoinAsync(cluster, "c", ["a", "b", "c"]),
            () => LeaveAsync(cluster, "b", ["a", "c"]),
            () => LeaveAsync(cluster, "a", ["c"]));
        await CompareAsync(cluster);
        Told(cluster);
    }

    [ClusterFact(isLong: true)]
    public async Task Restarting_all_nodes_one_after_the_other_loses_nothing()
    {
        using Cluster cluster = MakeCluster();
        foreach (string node in (string[])["a", "b", "c"])
            await cluster.StartAsync(node);
        await cluster.WaitForBalanceAsync("a", "b", "c");
        await SendAsync(cluster, [.. ((string[])["a", "b", "c"]).Select(node => (Func<Task>)(async () =>
        {
            cluster.Stop(node);
            await cluster.StartAsync(node);
            await cluster.WaitForBalanceAsync("a", "b", "c");
        }))]);
        await CompareAsync(cluster);
        Told(cluster);
    }

    private async Task JoinAsync(Cluster cluster, string node, string[] nodes)
    {
        await cluster.StartAsync(node);
        var since = Stopwatch.StartNew();
        await cluster.WaitForBalanceAsync(nodes);
        Output.WriteLine($"{node} has its part {since.Elapsed.TotalSeconds:0.0} s after it was started");
        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static async Task LeaveAsync(Cluster cluster, string node, string[] nodes)
    {
        cluster.Stop(node);
        await cluster.WaitForBalanceAsync(nodes);
    }

    private void Told(Cluster cluster)
    {
        foreach (string node in cluster.Nodes.Keys.ToArray())
            cluster.Stop(node);
        IReadOnlyList<TimeSpan> pauses = cluster.HandOvers();
        Output.WriteLine($"{pauses.Count} hand-overs, the longest pause {pauses.Max().TotalSeconds:0.00} s, the median {pauses.Order().ElementAt(pauses.Count / 2).TotalSeconds:0.00} s");
        pauses.Count.ShouldBeGreaterThan(4);
        // A process that starts takes a core for a second: the longest is told, for the most it is asked.
        pauses.Order().ElementAt(pauses.Count * 3 / 4).ShouldBeLessThanOrEqualTo(LongestPause);
    }
}
