using ActorDetector.Actors.Clusters;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Actors.Tests.Clusters;

public class ShardAssignmentTests
{
    private static readonly TimeSpan Dead = TimeSpan.FromMinutes(1);

    [Fact]
    public void The_first_node_is_to_have_all_shards() =>
        ShardAssignment.Changes(MadeCluster.Of(8, "a")).Values.ShouldAllBe(node => node == "a");

    [Fact]
    public void Without_a_node_that_can_have_shards_nothing_is_assigned()
    {
        ClusterView view = MadeCluster.Of(8, "a").With("a", node => node with { Roles = NodeRoles.Ingest });
        ShardAssignment.Changes(view).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_changes_where_all_is_balanced() =>
        ShardAssignment.Changes(MadeCluster.Of(64, "a", "b", "c").Settled()).ShouldBeEmpty();

    [Fact]
    public void A_node_that_joins_gets_its_part_and_no_other_shard_moves()
    {
        ClusterView before = MadeCluster.Of(64, "a", "b").Settled();
        IReadOnlyDictionary<int, string> changes = ShardAssignment.Changes(before.Joined("c"));
        changes.Count.ShouldBe(21);
        changes.Values.ShouldAllBe(node => node == "c");
        before.Joined("c").Assigned(changes).Counts().ShouldBe([21, 21, 22]);
    }

    [Fact]
    public void A_shard_whose_node_is_dead_stays_where_it_was_taken_over()
    {
        ClusterView view = MadeCluster.Of(2, "a", "b", "c").Settled();
        string of0 = view.Shards[0].Assigned;
        string taker = view.Members.First(member => member.Node != of0 && view.Shards[1].Assigned != member.Node).Node;
        view = view.With(of0, node => node with { Silence = Dead }) with { Shards = [view.Shards[0] with { Owner = taker, AssignedFor = TimeSpan.FromMinutes(2) }, view.Shards[1]] };
        ShardAssignment.Changes(view).ShouldBe(new Dictionary<int, string> { [0] = taker });
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("disconnected")]
    [InlineData("draining")]
    public void The_shards_of_a_node_that_cannot_have_them_go_to_the_others_in_equal_parts(string trouble)
    {
        ClusterView view = MadeCluster.Of(60, "a", "b", "c").Settled().With("b", node => trouble switch
        {
            "silent" => node with { Silence = Dead },
            "disconnected" => node with { IsConnected = false },
            _ => node with { IsDraining = true },
        });
        view = view.Assigned(ShardAssignment.Changes(view));
        view.Counts().ShouldBe([30, 30]);
        view.Shards.ShouldAllBe(place => place.Assigned != "b");
    }

    [Fact]
    public void A_shard_that_its_node_did_not_come_for_is_assigned_to_the_one_that_has_it()
    {
        ClusterView view = MadeCluster.Of(2, "a", "b") with
        {
            Shards = [new ShardPlace(0, "a", Guid.Empty, 1, "b", MadeCluster.LongAgo), new ShardPlace(1, "b", Guid.Empty, 1, "a", MadeCluster.LongAgo)],
        };
        ShardAssignment.Changes(view).ShouldBe(new Dictionary<int, string> { [0] = "a", [1] = "b" });
    }

    [Fact]
    public void A_node_whose_shards_others_just_took_gets_no_more_until_it_is_known_to_be_dead()
    {
        ClusterView view = MadeCluster.Of(12, "a", "b", "c").Settled();
        view = view with { Shards = [.. view.Shards.Select(place => place.Assigned == "b" ? place with { Owner = "c", OwnedFor = TimeSpan.FromSeconds(1) } : place)] };
        ShardAssignment.Changes(view).ShouldBeEmpty();
    }

    [Fact]
    public void A_hand_over_that_was_not_done_in_time_begins_anew()
    {
        ClusterView view = MadeCluster.Of(2, "a", "b") with
        {
            Shards = [new ShardPlace(0, "a", Guid.Empty, 1, "a", MadeCluster.LongAgo), new ShardPlace(1, "a", Guid.Empty, 1, "b", MadeCluster.LongAgo)],
        };
        ShardAssignment.Changes(view).ShouldBe(new Dictionary<int, string> { [1] = "b" });
    }

    [Fact]
    public void A_node_that_drains_and_was_not_done_in_time_is_told_again()
    {
        ClusterView view = MadeCluster.Of(2, "a", "b").With("b", node => node with { IsDraining = true }) with
        {
            Shards = [new ShardPlace(0, "a", Guid.Empty, 1, "a", MadeCluster.LongAgo), new ShardPlace(1, "b", Guid.Empty, 1, "a", MadeCluster.LongAgo)],
        };
        ShardAssignment.Changes(view).ShouldBe(new Dictionary<int, string> { [1] = "a" });
        ShardAssignment.Changes(view.With("b", node => node with { Silence = Dead })).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_nodes_come_and_go_all_shards_are_assigned_within_one_and_then_nothing_moves() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<byte>>(), ArbMap.Default.ArbFor<byte>(), (steps, count) =>
        {
            int shards = (count % 70) + 1;
            ClusterView view = MadeCluster.Of(shards);
            foreach (byte step in steps.Get)
            {
                string node = $"node-{step % 9}";
                view = view.Members.Any(member => member.Node == node) ? view with { Members = [.. view.Members.Where(member => member.Node != node)] } : view.Joined(node);
                view = view.Assigned(ShardAssignment.Changes(view));
                if (view.Members.Count == 0)
                    continue;
                int[] parts = [.. view.Members.Select(member => view.Shards.Count(place => place.Assigned == member.Node))];
                parts.Sum().ShouldBe(shards);
                (parts.Max() - parts.Min()).ShouldBeLessThanOrEqualTo(1);
                ShardAssignment.Changes(view).ShouldBeEmpty();
            }
        }).QuickCheckThrowOnFailure();
}
