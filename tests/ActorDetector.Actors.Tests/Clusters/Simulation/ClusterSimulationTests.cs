using Xunit.Abstractions;

namespace ActorDetector.Actors.Tests.Clusters.Simulation;

/// <summary>Hand-over and recovery of 10, 100 and 1,000 nodes, by the rules that nodes follow.</summary>
public class ClusterSimulationTests(ITestOutputHelper output)
{
    // As was measured of a shard with some thousand sessions.
    private static readonly TimeSpan Restore = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData(10, 64)]
    [InlineData(100, 400)]
    [InlineData(1000, 1024)]
    public void A_dead_nodes_shards_are_served_again_within_ten_seconds_and_no_other_shard_pauses(int nodes, int shards)
    {
        SimulatedCluster cluster = Settled(nodes, shards);
        int[] dead = [.. Enumerable.Range(0, shards).Where(shard => cluster.Shards[shard].Owner == "node-3")];
        dead.Length.ShouldBeGreaterThanOrEqualTo(shards / nodes);
        cluster.Kill("node-3");
        TimeSpan served = cluster.Until(() => dead.All(shard => cluster.Shards[shard].IsServed));
        served.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        cluster.Pass(TimeSpan.FromSeconds(12));
        Balanced(cluster, nodes - 1, without: "node-3");
        int moved = cluster.Shards.Count(shard => shard.Taken > 0);
        output.WriteLine($"{nodes} nodes, {shards} shards, one killed: its {dead.Length} served again after {served.TotalSeconds:0.0} s; {moved} shards moved in all; {cluster.Consumers} consumers in line");
        cluster.Shards.Max(shard => shard.LongestPause).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        cluster.Shards.Max(shard => shard.Taken).ShouldBeLessThanOrEqualTo(2);
        Enumerable.Range(0, shards).Except(dead).Max(shard => cluster.Shards[shard].LongestPause).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(10, 64)]
    [InlineData(100, 400)]
    [InlineData(1000, 1024)]
    public void A_node_that_joins_has_its_part_within_ten_seconds_and_no_shard_bounces(int nodes, int shards)
    {
        SimulatedCluster cluster = Settled(nodes, shards);
        cluster.Start("fresh");
        int part = shards / (nodes + 1);
        TimeSpan joined = cluster.Until(() => cluster.Held("fresh") >= part);
        joined.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        cluster.Pass(TimeSpan.FromSeconds(5));
        int moved = cluster.Shards.Count(shard => shard.Taken > 0);
        output.WriteLine($"{nodes} nodes, {shards} shards, one joins: it has its {part} after {joined.TotalSeconds:0.0} s; {moved} shards moved, the longest pause {cluster.Shards.Max(shard => shard.LongestPause).TotalSeconds:0.0} s");
        moved.ShouldBeLessThanOrEqualTo(part + 1);
        cluster.Shards.Max(shard => shard.Taken).ShouldBe(1);
        cluster.Shards.Max(shard => shard.LongestPause).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(3, 64)]
    [InlineData(10, 64)]
    public void A_rolling_restart_of_all_pauses_no_shard_for_longer_than_two_seconds(int nodes, int shards)
    {
        SimulatedCluster cluster = Settled(nodes, shards);
        for (int node = 0; node < nodes; node++)
        {
            string name = $"node-{node}";
            cluster.Drain(name);
            cluster.Until(() => !cluster.IsThere(name));
            cluster.Start(name);
            cluster.Until(() => cluster.Held(name) >= shards / nodes);
        }

        output.WriteLine($"{nodes} nodes, {shards} shards, restarted one after the other by {cluster.Now.TotalSeconds:0} s: the longest pause {cluster.Shards.Max(shard => shard.LongestPause).TotalSeconds:0.0} s");
        cluster.Shards.Max(shard => shard.LongestPause).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(2));
    }

    private static SimulatedCluster Settled(int nodes, int shards)
    {
        var cluster = new SimulatedCluster(shards, Restore);
        for (int node = 0; node < nodes; node++)
            cluster.Start($"node-{node}");
        cluster.Until(() => cluster.Shards.All(shard => shard.IsServed && shard.Owner == shard.Assigned) && cluster.Shards.GroupBy(shard => shard.Owner).Count() == nodes);
        Balanced(cluster, nodes);
        cluster.Pass(TimeSpan.FromSeconds(11)); // what was lately assigned is left to its node
        foreach (SimulatedShard shard in cluster.Shards)
            shard.Forget();
        return cluster;
    }

    private static void Balanced(SimulatedCluster cluster, int nodes, string without = "")
    {
        cluster.Shards.ShouldAllBe(shard => shard.IsServed && shard.Owner != without);
        int[] parts = [.. cluster.Shards.GroupBy(shard => shard.Owner).Select(group => group.Count())];
        parts.Length.ShouldBe(nodes);
        (parts.Max() - parts.Min()).ShouldBeLessThanOrEqualTo(1);
    }
}
