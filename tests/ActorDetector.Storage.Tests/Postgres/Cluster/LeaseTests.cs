using ActorDetector.Actors.Clusters;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Postgres.Cluster;

/// <summary>One coordinator at a time, and none that was followed says anything.</summary>
[Collection(PostgresTests.Name)]
public sealed class LeaseTests(SharedServer shared) : ClusterTests(shared)
{
    private static readonly TimeSpan s_term = TimeSpan.FromMinutes(1);
    private readonly Guid _a = Guid.NewGuid();
    private readonly Guid _b = Guid.NewGuid();

    [PostgresFact]
    public async Task Who_takes_the_lease_first_has_it_and_keeps_its_number()
    {
        (await Store.ViewAsync(Wait)).Coordinator.ShouldBe("");

        (await Store.LeadAsync("a", _a, s_term, Wait)).ShouldBe(1);
        (await Other.LeadAsync("b", _b, s_term, Wait)).ShouldBeNull();
        (await Other.LeadAsync("a", _b, s_term, Wait)).ShouldBeNull();
        (await Store.LeadAsync("a", _a, s_term, Wait)).ShouldBe(1);

        ClusterView view = await Store.ViewAsync(Wait);
        (view.Coordinator, view.Lease).ShouldBe(("a", 1));
    }

    [PostgresFact]
    public async Task A_renewal_lengthens_it_by_the_database_s_clock()
    {
        await Store.LeadAsync("a", _a, TimeSpan.FromSeconds(10), Wait);
        await Store.LeadAsync("a", _a, TimeSpan.FromSeconds(1000), Wait);

        double.Parse(Run("SELECT extract(epoch FROM until - clock_timestamp()) FROM cluster"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(900, 1000);
    }

    [PostgresFact]
    public async Task Of_many_that_try_at_once_one_has_it()
    {
        for (long round = 1; round <= 5; round++)
        {
            long?[] leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
                await (i % 2 == 0 ? Store : Other).LeadAsync($"node-{i}", Guid.NewGuid(), s_term, Wait))));

            leases.Where(lease => lease is not null).ShouldBe([round]);
            Expire();
        }
    }

    [PostgresFact]
    public async Task A_lease_that_ran_out_is_nobody_s_until_another_takes_the_next_or_its_holder_renews_it()
    {
        await Store.LeadAsync("a", _a, s_term, Wait);
        Expire();
        ClusterView view = await Store.ViewAsync(Wait);
        (view.Coordinator, view.Lease).ShouldBe(("", 1));

        (await Store.LeadAsync("a", _a, s_term, Wait)).ShouldBe(1);
        Expire();
        (await Other.LeadAsync("b", _b, s_term, Wait)).ShouldBe(2);
        (await Store.LeadAsync("a", _a, s_term, Wait)).ShouldBeNull();
        (await Store.ViewAsync(Wait)).Coordinator.ShouldBe("b");
    }

    [PostgresFact]
    public async Task A_lease_runs_out_by_itself()
    {
        await Store.LeadAsync("a", _a, TimeSpan.FromMilliseconds(20), Wait);

        (await Eventually.Is(async () => await Other.LeadAsync("b", _b, s_term, Wait), lease => lease is not null)).ShouldBe(2);
    }

    [PostgresFact]
    public async Task Who_leaves_gives_it_back_and_nobody_else_s()
    {
        await Store.LeadAsync("a", _a, s_term, Wait);
        await Other.LeaveAsync("b", _b, Wait);
        await Other.LeaveAsync("a", _b, Wait);
        (await Other.LeadAsync("b", _b, s_term, Wait)).ShouldBeNull();

        await Store.LeaveAsync("a", _a, Wait);

        (await Store.ViewAsync(Wait)).Coordinator.ShouldBe("");
        (await Other.LeadAsync("b", _b, s_term, Wait)).ShouldBe(2);
    }

    [PostgresFact]
    public async Task Shards_are_where_the_coordinator_said_last_and_since_then()
    {
        long lease = (await Store.LeadAsync("a", _a, s_term, Wait)).ShouldNotBeNull();
        (await Store.AssignAsync(lease, new Dictionary<int, string> { [0] = "a", [1] = "a", [2] = "b" }, Wait)).ShouldBeTrue();
        Run("UPDATE assignments SET since = since - interval '2 days 3 hours'");

        (await Store.AssignAsync(lease, new Dictionary<int, string> { [0] = "a", [1] = "b" }, Wait)).ShouldBeTrue();

        IReadOnlyList<ShardPlace> places = (await Other.ViewAsync(Wait)).Shards;
        places.Select(place => place.Shard).ShouldBe([0, 1, 2, 3]);
        places.Select(place => place.Assigned).ShouldBe(["a", "b", "b", ""]);
        TimeSpan[] times = [.. places.Select(place => place.AssignedFor)];
        times[0].ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1)); // said again, of the same node
        times[1].ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
        times[2].ShouldBeInRange(TimeSpan.FromHours(51), TimeSpan.FromHours(52));
        times[3].ShouldBe(TimeSpan.Zero);
    }

    [PostgresFact]
    public async Task What_a_coordinator_says_after_another_followed_is_refused_and_changes_nothing()
    {
        long old = (await Store.LeadAsync("a", _a, s_term, Wait)).ShouldNotBeNull();
        await Store.AssignAsync(old, new Dictionary<int, string> { [0] = "a" }, Wait);
        Expire();
        long lease = (await Other.LeadAsync("b", _b, s_term, Wait)).ShouldNotBeNull();

        (await Store.AssignAsync(old, new Dictionary<int, string> { [0] = "old", [1] = "old" }, Wait)).ShouldBeFalse();
        (await Store.AssignAsync(old, new Dictionary<int, string>(), Wait)).ShouldBeFalse();
        (await Other.AssignAsync(lease + 1, new Dictionary<int, string> { [1] = "early" }, Wait)).ShouldBeFalse();
        (await Other.AssignAsync(lease, new Dictionary<int, string>(), Wait)).ShouldBeTrue();

        (await Other.ViewAsync(Wait)).Shards.Select(place => place.Assigned).ShouldBe(["a", "", "", ""]);
    }

    [PostgresFact]
    public async Task A_shard_that_is_not_there_cannot_be_assigned()
    {
        long lease = (await Store.LeadAsync("a", _a, s_term, Wait)).ShouldNotBeNull();

        await Should.ThrowAsync<ArgumentOutOfRangeException>(Store.AssignAsync(lease, new Dictionary<int, string> { [4] = "a" }, Wait).AsTask());
    }

    [PostgresFact]
    public async Task A_shard_is_seen_with_who_took_it_last_and_its_epoch()
    {
        await Store.TakeAsync(1, Wait);
        await Other.TakeAsync(2, Wait);
        await Store.TakeAsync(2, Wait);

        IReadOnlyList<ShardPlace> places = (await Other.ViewAsync(Wait)).Shards;

        places[0].ShouldBe(new ShardPlace(0, "", Guid.Empty, 0, "", TimeSpan.Zero));
        places[1].OwnedFor.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
        places[1].ShouldBe(new ShardPlace(1, Owner.Node, Owner.Run, 1, "", TimeSpan.Zero) { OwnedFor = places[1].OwnedFor });
        places[2].ShouldBe(new ShardPlace(2, Owner.Node, Owner.Run, 2, "", TimeSpan.Zero) { OwnedFor = places[2].OwnedFor });
        places.Count.ShouldBe(4);
    }

    private void Expire() => Run("UPDATE cluster SET until = clock_timestamp()");
}
