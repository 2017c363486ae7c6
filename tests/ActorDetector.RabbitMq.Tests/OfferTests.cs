using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Tests.Made;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.RabbitMq.Tests;

[Collection(BrokerTests.Name)]
public sealed class OfferTests(SharedBroker broker)
{
    private readonly QueueSet _queues = new(broker.Server);

    [RabbitFact]
    public async Task A_shard_is_offered_to_one_node_and_to_the_next_when_it_was_given_back()
    {
        await using RabbitMqShardLog one = await _queues.OpenAsync(), other = await _queues.OpenAsync();
        for (int i = 0; i < 30; i++)
            await Append(other, 0, Payload(i));
        using IShardLogReader reader = await TakeAsync(one, 0);
        Numbers(await NextAsync(reader, 20)).ShouldBe(Enumerable.Range(0, 20));
        Task offered = other.WaitForOfferAsync(0, Soon()).AsTask();
        one.Release(0, 12);
        await Append(one, 0, Payload(30));
        Numbers(await NextAsync(reader, 11)).ShouldBe(Enumerable.Range(20, 11));
        offered.IsCompleted.ShouldBeFalse();

        await one.GiveBackAsync(0);
        await offered;
        using IShardLogReader next = other.Read(0, 12);
        LogEntry[] rest = await NextAsync(next, 19);
        Numbers(rest).ShouldBe(Enumerable.Range(12, 19));
        rest.Select(entry => entry.Position).ShouldBe(Enumerable.Range(12, 19).Select(position => (long)position));
        await Append(one, 0, Payload(31));
        Numbers([await NextAsync(next)]).ShouldBe([31]);
        Should.Throw<ShardLostException>(() => reader.TryRead(out _)).Message.ShouldContain("Shard 0 is this node's no longer: it was given back");
    }

    [RabbitFact]
    public async Task What_is_given_back_again_and_again_stays_in_order_and_is_never_dropped()
    {
        await using RabbitMqShardLog one = await _queues.OpenAsync(), other = await _queues.OpenAsync();
        for (int i = 0; i < 32; i++)
            await Append(one, 0, Payload(i));
        for (int turn = 0; turn < 30; turn++)
        {
            RabbitMqShardLog log = turn % 2 == 0 ? one : other;
            using IShardLogReader reader = await TakeAsync(log, 0, turn);
            Numbers(await NextAsync(reader, 32 - turn)).ShouldBe(Enumerable.Range(turn, 32 - turn));
            log.Release(0, turn + 1);
            await log.GiveBackAsync(0);
        }
    }

    [RabbitFact]
    public async Task What_was_offered_and_is_not_read_yet_is_not_released_by_a_position_of_before()
    {
        await using RabbitMqShardLog one = await _queues.OpenAsync(), other = await _queues.OpenAsync();
        await Append(one, 0, Payload(26));
        await one.WaitForOfferAsync(0, Soon());
        one.Release(0, 26);
        using (IShardLogReader reader = one.Read(0, 26))
            Numbers([await NextAsync(reader)]).ShouldBe([26]);

        await one.GiveBackAsync(0);
        using IShardLogReader next = await TakeAsync(other, 0, 26);
        Numbers([await NextAsync(next)]).ShouldBe([26]);
    }

    [RabbitFact]
    public async Task A_node_that_waits_no_longer_is_not_offered_the_shard()
    {
        await using RabbitMqShardLog one = await _queues.OpenAsync(), other = await _queues.OpenAsync();
        using CancellationTokenSource cancelling = new();
        Task cancelled = one.WaitForOfferAsync(0, cancelling.Token).AsTask();
        await cancelling.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        Task offered = other.WaitForOfferAsync(0, Soon()).AsTask();
        await Append(one, 0, Payload(1));
        await offered;
        Should.Throw<ShardLostException>(() => one.Read(0, 0).TryRead(out _)).Message.ShouldContain("not offered");
    }

    [RabbitFact]
    public async Task A_node_that_closes_gives_all_back()
    {
        await using RabbitMqShardLog other = await _queues.OpenAsync();
        RabbitMqShardLog one = await _queues.OpenAsync();
        await Append(one, 0, Payload(1));
        await Append(one, 0, Payload(2));
        using IShardLogReader reader = await TakeAsync(one, 0);
        one.Release(0, (await NextAsync(reader)).Next);
        await one.DisposeAsync();
        using IShardLogReader next = await TakeAsync(other, 0, 1);
        Numbers([await NextAsync(next)]).ShouldBe([2]);
    }

    [RabbitFact]
    public async Task Entries_tell_who_published_them_and_what_is_settled()
    {
        await using RabbitMqShardLog one = await _queues.OpenAsync(), other = await _queues.OpenAsync();
        for (int i = 0; i < 3; i++)
            await Append(one, 0, Payload(i), Payload(100 + i));
        await Append(other, 0, Payload(200));
        using IShardLogReader reader = await TakeAsync(one, 0);
        Publication[] publications = [.. (await NextAsync(reader, 7)).Select(entry => entry.Publication!.Value)];
        publications[..6].Select(publication => publication.Sequence).ShouldBe([1, 2, 3, 4, 5, 6]);
        publications[..6].Select(publication => publication.Settled).ShouldBe([1, 1, 3, 3, 5, 5]);
        publications[..6].Select(publication => publication.Publisher).Distinct().Count().ShouldBe(1);
        publications[6].Sequence.ShouldBe(1);
        publications[6].Publisher.ShouldNotBe(publications[0].Publisher);
    }

    [RabbitFact]
    public async Task The_backlog_is_what_waits_and_what_is_held()
    {
        await using RabbitMqShardLog log = await _queues.OpenAsync(_queues.Options with { RabbitMqPrefetch = 4 });
        for (int i = 0; i < 10; i++)
            await Append(log, 0, Payload(i));
        log.Backlog(0).ShouldBeNull();
        using IShardLogReader reader = await TakeAsync(log, 0);
        await Eventually.IsTrue(() => log.Backlog(0) == 10);
        log.Release(0, (await NextAsync(reader, 3))[2].Next);
        await Eventually.IsTrue(() => log.Backlog(0) == 7);
    }
}
