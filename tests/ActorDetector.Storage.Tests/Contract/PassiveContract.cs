using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Tests.Made;
using FsCheck;
using FsCheck.Fluent;
using static ActorDetector.Storage.Tests.Made.Sample;

namespace ActorDetector.Storage.Tests.Contract;

/// <summary>What every store must do with passive sessions.</summary>
public abstract class PassiveContract : StoreContract
{
    [StoreFact]
    public async Task Passive_sessions_are_found_by_their_entities()
    {
        await PassivateAsync(Passive("a", 1, 2, 3), Passive("b"), Passive(""));

        IReadOnlyList<PassiveSession> found = await Shards.ReadPassiveAsync(0, [Utf8("a"), Utf8("none"), Utf8("")], Wait);

        found.Select(session => Text(session.Entity)).Order().ShouldBe(["", "a"]);
        PassiveSession a = found.Single(session => session.Entity.Length > 0);
        (a.Seen, a.Used, a.Arrived, Text(a.Content)).ShouldBe((1, 2, 3, "session of a"));
        (await Shards.ReadPassiveAsync(1, [Utf8("a")], Wait)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task A_session_that_becomes_passive_again_is_replaced()
    {
        await PassivateAsync(Passive("a", used: 1));
        await PassivateAsync(Passive("a", used: 2));

        (await Shards.ReadPassiveAsync(0, [Utf8("a")], Wait)).Select(session => session.Used).ShouldBe([2]);
        (await Shards.TakeAsync(0, Wait)).PassiveCount.ShouldBe(1);
    }

    [StoreTheory]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(1000)]
    public async Task Those_that_are_over_come_in_the_order_of_use_however_many_there_are(int most)
    {
        PassiveSession[] all =
            [.. Enumerable.Range(0, 500).Select(i => Passive($"e{i}", seen: i * 7919 % 500, used: i * 31 % 500, arrived: i * 104_729 % 500))];
        await PassivateAsync(all);
        (long Seen, long Arrived)[] bounds = [(long.MinValue, long.MinValue), (2, long.MinValue), (long.MinValue, 2), (5, 5), (400, 100), (1000, 1000)];

        foreach ((long seen, long arrived) in bounds)
        {
            IReadOnlyList<PassiveSession> found = await Shards.ReadPassiveBeforeAsync(0, seen, arrived, long.MinValue, most, Wait);

            found.Select(session => session.Used).ShouldBe(
                all.Where(session => session.Seen < seen || session.Arrived < arrived).Select(session => session.Used).Order().Take(most));
        }
    }

    [StoreFact]
    public async Task All_entities_are_told()
    {
        string[] entities = ["", "\0", "a", "a\0b", "'); DROP TABLE passive; --", "漢", .. Enumerable.Range(0, 10_500).Select(i => $"e{i}")];
        await PassivateAsync([.. entities.Select(entity => Passive(entity))]);

        List<byte[]> found = await Shards.ReadPassiveEntitiesAsync(0, Wait).ListAsync();

        found.Select(Text).Order(StringComparer.Ordinal).ShouldBe(entities.Order(StringComparer.Ordinal));
        (await Shards.ReadPassiveEntitiesAsync(1, Wait).ListAsync()).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task A_reset_forgets_all_sessions_but_not_where_the_shard_was()
    {
        await PassivateAsync(Passive("old"), Passive("both"));
        long epoch = await TakeAsync();
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = epoch, Position = 3, Delta = new CheckpointDelta(9, [9]), Parts = [new CheckpointPart("judge", [1])] });
        await Shards.ResetAsync(0, Wait);

        ShardCheckpoint checkpoint = await Shards.TakeAsync(0, Wait);

        checkpoint.Position.ShouldBe(3);
        checkpoint.PassiveCount.ShouldBe(0);
        checkpoint.Parts.ShouldBeEmpty();
        (await checkpoint.Deltas.ListAsync()).ShouldBeEmpty();
        (await Shards.ReadPassiveAsync(0, [Utf8("old"), Utf8("both")], Wait)).ShouldBeEmpty();
        (await Shards.ReadPassiveBeforeAsync(0, long.MaxValue, long.MaxValue, long.MinValue, 10, Wait)).ShouldBeEmpty();
        (await Shards.ReadPassiveEntitiesAsync(0, Wait).ListAsync()).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Any_bytes_may_be_an_entity_and_a_session()
    {
        long epoch = await TakeAsync();
        long position = 0;
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte[]>(),
            (entity, content) =>
            {
                PassiveSession session = new(entity ?? [], long.MinValue, ++position, long.MaxValue, content ?? []);
                CommitAsync(new ShardCommit { Shard = 0, Epoch = epoch, Position = position, Passivated = [session] }).AsTask().Wait();
                PassiveSession found = Shards.ReadPassiveAsync(0, [session.Entity], Wait).AsTask().Result.Single();
                return found.Entity.SequenceEqual(session.Entity) && found.Content.SequenceEqual(session.Content) && found.Used == position
                    && found.Seen == long.MinValue && found.Arrived == long.MaxValue;
            }).QuickCheckThrowOnFailure();
    }

    private async Task PassivateAsync(params PassiveSession[] sessions)
    {
        long epoch = await TakeAsync();
        await CommitAsync(new ShardCommit { Shard = 0, Epoch = epoch, Position = 1, Delta = new CheckpointDelta(epoch, [1]), Passivated = sessions });
    }
}
