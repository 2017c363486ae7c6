using ActorDetector.Actors.Clusters;

namespace ActorDetector.Actors.Tests.Clusters;

public class PlacingTests
{
    private static readonly ClusterView Three = MadeCluster.Of(30, "a", "b", "c").Settled();

    [Fact]
    public void Every_node_of_a_few_is_in_line_for_every_shard_so_that_a_dead_ones_are_taken_at_once()
    {
        foreach (string node in (string[])["a", "b", "c"])
            Enumerable.Range(0, 30).ShouldAllBe(shard => Placing.Of(Three, node).IsInLine(shard));
    }

    [Fact]
    public void Who_is_offered_a_shard_that_was_at_another_node_for_long_takes_it_for_that_node_must_be_gone() =>
        Enumerable.Range(0, 30).ShouldAllBe(shard => Placing.Of(Three, "a").IsHere(shard));

    [Fact]
    public void A_shard_that_was_just_assigned_to_another_node_is_left_to_it()
    {
        ClusterView moving = Three.Assigned(new Dictionary<int, string> { [0] = "b" });
        Placing.Of(moving, "b").IsHere(0).ShouldBeTrue();
        Placing.Of(moving, "c").IsHere(0).ShouldBeFalse();
    }

    [Fact]
    public void A_shard_that_was_assigned_to_a_node_that_is_dead_is_left_to_nobody()
    {
        ClusterView moving = Three.Assigned(new Dictionary<int, string> { [0] = "b" }).With("b", node => node with { Silence = TimeSpan.FromMinutes(1) });
        Placing.Of(moving, "c").IsHere(0).ShouldBeTrue();
    }

    [Fact]
    public void A_node_gives_its_shards_away_a_few_at_a_time()
    {
        ClusterView all = MadeCluster.Of(30, "a").Settled().Joined("b");
        ClusterView moving = all.Assigned(ShardAssignment.Changes(all));
        Enumerable.Range(0, 30).ShouldAllBe(shard => Placing.Of(moving, "a").IsHere(shard), "not before all nodes know of it");
        moving = moving with { Shards = [.. moving.Shards.Select(place => place with { AssignedFor = place.AssignedFor + TimeSpan.FromSeconds(2) })] };
        int[] leaving = [.. Enumerable.Range(0, 30).Where(shard => !Placing.Of(moving, "a").IsHere(shard))];
        leaving.Length.ShouldBe(8);
        // When some were taken, as many more go.
        ClusterView taken = moving with { Shards = [.. moving.Shards.Select(place => leaving.Take(3).Contains(place.Shard) ? place with { Owner = "b" } : place)] };
        Enumerable.Range(0, 30).Count(shard => !Placing.Of(taken, "a").IsHere(shard)).ShouldBe(8 + 3);
    }

    [Fact]
    public void A_node_that_is_to_give_all_away_and_is_the_only_one_keeps_them()
    {
        ClusterView alone = MadeCluster.Of(4, "a").Settled().With("a", node => node with { IsDraining = true });
        Enumerable.Range(0, 4).ShouldAllBe(shard => Placing.Of(alone, "a").IsHere(shard) && Placing.Of(alone, "a").IsInLine(shard));
    }

    [Fact]
    public void Of_many_nodes_a_few_stand_by_for_a_shard_and_each_for_about_as_many()
    {
        string[] nodes = [.. Enumerable.Range(0, 100).Select(node => $"node-{node}")];
        ClusterView many = MadeCluster.Of(1000, nodes).Settled();
        int[] inLine = [.. nodes.Select(node => Placing.Of(many, node)).Select(placing => Enumerable.Range(0, 1000).Count(placing.IsInLine))];
        inLine.Sum().ShouldBe(1000 * (1 + StandBys.Most));
        inLine.Max().ShouldBeLessThan(80);
        inLine.Min().ShouldBeGreaterThan(15);
    }
}
