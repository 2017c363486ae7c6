using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Stores;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Postgres.Cluster;

/// <summary>Nodes come, are heard of, fall silent, are followed by later runs, and leave.</summary>
[Collection(PostgresTests.Name)]
public sealed class MemberTests(SharedServer shared) : ClusterTests(shared)
{
    private readonly Guid _first = Guid.NewGuid();
    private readonly Guid _second = Guid.NewGuid();

    [PostgresFact]
    public async Task A_node_that_beats_is_a_member_with_all_that_it_tells_and_others_see_it()
    {
        Member member = new("a", _first, NodeRoles.Ingest | NodeRoles.Web, "1.2.3", IsConnected: false, IsDraining: false, """{"lines":"漢"}""");

        ClusterView own = await Store.BeatAsync(member, Wait);
        ClusterView others = await Other.BeatAsync(Member("b", _second), Wait);

        own.Members.Single().IsAlive.ShouldBeTrue();
        others.Members.Select(seen => seen.Node).ShouldBe(["a", "b"]);
        others.Members[0].ShouldBe(member with { Silence = others.Members[0].Silence });
        others.Members[0].Silence.ShouldBeInRange(TimeSpan.Zero, ClusterTimes.Silence);
        (await Store.ViewAsync(Wait)).Members.Count.ShouldBe(2);
    }

    [PostgresFact]
    public async Task Each_beat_tells_how_the_node_is_now()
    {
        await Store.BeatAsync(Member("a", _first), Wait);

        ClusterView view = await Store.BeatAsync(Member("a", _first) with { IsConnected = false, Roles = NodeRoles.Web, Version = "2", Report = "[]" }, Wait);

        Member now = view.Members.Single();
        (now.IsConnected, now.Roles, now.Version, now.Report).ShouldBe((false, NodeRoles.Web, "2", "[]"));
    }

    [PostgresFact]
    public async Task A_node_that_falls_silent_is_dead_by_the_database_s_clock_until_it_is_heard_of_again()
    {
        await Store.BeatAsync(Member("a", _first), Wait);
        await Store.BeatAsync(Member("b", _second), Wait);

        Run("UPDATE members SET heard = heard - interval '4 seconds' WHERE node = 'a'");

        ClusterView view = await Store.ViewAsync(Wait);
        view.Members.Select(member => member.IsAlive).ShouldBe([false, true]);
        view.Members[0].Silence.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(4));
        (await Store.BeatAsync(Member("a", _first), Wait)).Members[0].IsAlive.ShouldBeTrue();
    }

    [PostgresFact]
    public async Task The_dead_are_seen_for_an_hour_and_may_come_back_after_it()
    {
        await Store.BeatAsync(Member("a", _first), Wait);

        Run("UPDATE members SET heard = heard - interval '59 minutes'");
        (await Store.ViewAsync(Wait)).Members.Count.ShouldBe(1);
        Run("UPDATE members SET heard = heard - interval '2 minutes'");
        (await Store.ViewAsync(Wait)).Members.ShouldBeEmpty();
        (await Store.DrainAsync("a", Wait)).ShouldBeFalse();

        (await Store.BeatAsync(Member("a", _first), Wait)).Members.Single().IsAlive.ShouldBeTrue();
    }

    [PostgresFact]
    public async Task A_clock_that_was_set_back_makes_no_silence_below_zero()
    {
        await Store.BeatAsync(Member("a", _first), Wait);
        Run("UPDATE members SET heard = heard + interval '1 hour'");

        (await Store.ViewAsync(Wait)).Members.Single().Silence.ShouldBe(TimeSpan.Zero);
    }

    [PostgresFact]
    public async Task A_later_run_takes_the_name_and_the_earlier_one_is_told_what_to_do()
    {
        await Store.BeatAsync(Member("a", _first), Wait);

        (await Other.BeatAsync(Member("a", _second), Wait)).Members.Single().Run.ShouldBe(_second);

        string message = (await Should.ThrowAsync<ClusterException>(Store.BeatAsync(Member("a", _first), Wait).AsTask())).Message;
        message.ShouldContain("under the name a");
        message.ShouldContain("--node");
        (await Other.BeatAsync(Member("a", _second), Wait)).Members.Single().Run.ShouldBe(_second);
    }

    [PostgresFact]
    public async Task A_run_that_was_followed_never_takes_the_name_back_not_even_when_the_later_one_left_or_was_long_silent()
    {
        await Store.BeatAsync(Member("a", _first), Wait);
        await Store.BeatAsync(Member("a", _second), Wait);

        Run("UPDATE members SET heard = heard - interval '2 hours'");
        await Should.ThrowAsync<ClusterException>(Store.BeatAsync(Member("a", _first), Wait).AsTask());
        await Store.LeaveAsync("a", _second, Wait);
        await Should.ThrowAsync<ClusterException>(Store.BeatAsync(Member("a", _first), Wait).AsTask());

        (await Store.ViewAsync(Wait)).Members.ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task A_run_that_was_silent_for_hours_does_not_take_the_name_from_a_later_one()
    {
        await Store.BeatAsync(Member("a", _first), Wait);
        Run("UPDATE members SET heard = heard - interval '5 hours'");
        await Store.BeatAsync(Member("a", _second), Wait);

        await Should.ThrowAsync<ClusterException>(Store.BeatAsync(Member("a", _first), Wait).AsTask());
        (await Store.BeatAsync(Member("a", _second), Wait)).Members.Single().Run.ShouldBe(_second);
    }

    [PostgresFact]
    public async Task Of_many_runs_that_begin_at_once_under_one_name_one_remains()
    {
        Guid[] runs = [.. Enumerable.Range(0, 12).Select(_ => Guid.NewGuid())];
        await Task.WhenAll(runs.Select((run, i) => Task.Run(async () => await (i % 2 == 0 ? Store : Other).BeatAsync(Member("a", run), Wait))));

        int refused = 0;
        foreach (Guid run in runs)
        {
            try
            {
                await Store.BeatAsync(Member("a", run), Wait);
            }
            catch (ClusterException)
            {
                refused++;
            }
        }

        refused.ShouldBe(11);
        (await Store.ViewAsync(Wait)).Members.Count.ShouldBe(1);
    }

    [PostgresFact]
    public async Task Runs_are_forgotten_a_month_after_they_were_heard_of_last()
    {
        await Store.BeatAsync(Member("a", _first), Wait);
        await Store.BeatAsync(Member("a", _second), Wait);
        Run($"UPDATE members SET heard = heard - interval '31 days' WHERE run = '{_first}'");

        await Store.BeatAsync(Member("b", Guid.NewGuid()), Wait);

        Run("SELECT string_agg(node::text, ',' ORDER BY node) FROM members").ShouldBe(@"\x61,\x62");
    }

    [PostgresFact]
    public async Task Who_leaves_is_seen_no_longer_and_a_run_that_was_followed_cannot_take_the_later_one_out()
    {
        await Store.BeatAsync(Member("a", _first), Wait);
        await Store.BeatAsync(Member("a", _second), Wait);

        await Store.LeaveAsync("a", _first, Wait);
        (await Store.ViewAsync(Wait)).Members.Single().Run.ShouldBe(_second);
        await Store.LeaveAsync("a", _second, Wait);
        (await Store.ViewAsync(Wait)).Members.ShouldBeEmpty();
        await Store.LeaveAsync("nobody", _second, Wait);
    }

    [PostgresFact]
    public async Task A_node_drains_when_somebody_asks_for_it_or_when_it_says_so_itself()
    {
        await Store.BeatAsync(Member("a", _first), Wait);
        await Store.BeatAsync(Member("b", _second, isDraining: true), Wait);

        (await Store.DrainAsync("a", Wait)).ShouldBeTrue();
        (await Store.DrainAsync("c", Wait)).ShouldBeFalse();

        (await Store.BeatAsync(Member("a", _first), Wait)).Members.Select(member => member.IsDraining).ShouldBe([true, true]);
        await Store.RebalanceAsync(Wait);
        (await Store.ViewAsync(Wait)).Members.Select(member => member.IsDraining).ShouldBe([false, true]);
    }

    [PostgresFact]
    public async Task A_run_that_begins_ends_the_draining_that_was_asked_of_the_one_before()
    {
        await Store.BeatAsync(Member("a", _first), Wait);
        await Store.DrainAsync("a", Wait);

        (await Store.BeatAsync(Member("a", _second), Wait)).Members.Single().IsDraining.ShouldBeFalse();
    }

    [PostgresFact]
    public async Task The_model_that_is_wanted_is_seen_until_it_is_live()
    {
        Guid run = Guid.NewGuid();
        long lease = (await Store.LeadAsync("a", run, TimeSpan.FromMinutes(1), Wait)).ShouldNotBeNull();
        (await Store.ViewAsync(Wait)).WantedModel.ShouldBeNull();

        await Other.WantModelAsync("m1", Wait);
        await Other.WantModelAsync("m2", Wait);
        await Store.ModelIsLiveAsync(lease, "m1", Wait);
        await Store.ModelIsLiveAsync(lease - 1, "m2", Wait);

        (await Store.BeatAsync(Member("a", run), Wait)).WantedModel.ShouldBe("m2");
        await Store.ModelIsLiveAsync(lease, "m2", Wait);
        (await Store.ViewAsync(Wait)).WantedModel.ShouldBeNull();
    }

    [PostgresFact]
    public async Task Nodes_that_add_models_at_once_add_each_once_and_begin_with_one()
    {
        for (int round = 0; round < 10; round++)
        {
            Run("DELETE FROM models");

            await AtOnceAsync(i => (i % 2 == 0 ? Store : Other).AddFirstModelAsync(new ModelVersion($"first {i}", "", 0, []), Wait));
            await AtOnceAsync(i => (i % 2 == 0 ? Store : Other).AddModelAsync(new ModelVersion("next", "", 0, []), Wait));

            (await Store.ReadModelsAsync(Wait)).Select(model => model.Version.Split(' ')[0]).ShouldBe(["next", "first"]);
        }

        static Task AtOnceAsync(Func<int, ValueTask> work) => Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await work(i))));
    }

    [PostgresFact]
    public async Task That_the_log_was_made_is_known_from_then_on()
    {
        (await Store.IsLogMadeAsync(Wait)).ShouldBeFalse();

        await Store.SetLogMadeAsync(Wait);

        (await Other.IsLogMadeAsync(Wait)).ShouldBeTrue();
    }

    [PostgresFact]
    public async Task Fifty_nodes_that_beat_at_once_all_see_each_other_alive()
    {
        const int Nodes = 50;
        Guid[] runs = [.. Enumerable.Range(0, Nodes).Select(_ => Guid.NewGuid())];
        ClusterView[] views = [];
        for (int round = 0; round < 3; round++)
            views = await Task.WhenAll(runs.Select((run, i) => Task.Run(async () => await (i % 2 == 0 ? Store : Other).BeatAsync(Member($"node-{i:00}", run), Wait))));

        foreach (ClusterView view in views)
            view.Members.Where(member => member.IsAlive).Select(member => member.Run).ShouldBe(runs);
    }
}
