using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Tests.Made;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.RabbitMq.Tests;

[Collection(BrokerTests.Name)]
public sealed class LossTests(SharedBroker broker)
{
    private readonly QueueSet _queues = new(broker.Server);

    [RabbitFact]
    public async Task Every_entry_arrives_in_order_however_often_connections_are_lost()
    {
        const int Nodes = 2, Each = 8000, Together = 500; // many messages, so that some are on their way whenever a connection is lost
        RabbitMqOptions options = _queues.Options with { RabbitMqBatchBytes = 4096 };
        RabbitMqShardLog[] nodes = [await _queues.OpenAsync(options), await _queues.OpenAsync(options)];
        Follower follower = new(nodes[0], 0);
        Task following = follower.FollowAsync(Nodes * Each);
        int appended = 0;
        Task appending = Task.WhenAll(nodes.Select((node, at) => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i += Together)
            {
                await Append(node, 0, [.. Enumerable.Range(at * Each + i, Together).Select(number => Payload(number, 200))]);
                Interlocked.Add(ref appended, Together);
            }
        })));
        for (int cut = 1; cut <= 4; cut++)
        {
            int from = cut * Nodes * Each / 6;
            await Eventually.IsTrue(() => Volatile.Read(ref appended) >= from);
            broker.Server.CloseConnections();
        }

        await appending;
        await following;
        follower.Numbers.GroupBy(number => number / Each).ShouldAllBe(group => group.SequenceEqual(Enumerable.Range(group.Key * Each, Each)));
        follower.Losses.ShouldBeGreaterThan(0);
        follower.Repeats.ShouldBeGreaterThan(0);
        await Eventually.IsTrue(() => nodes[0].Status is { Trouble: null, WaitingBytes: 0 });
        foreach (RabbitMqShardLog node in nodes)
            await node.DisposeAsync();
    }

    [RabbitFact]
    public async Task Pauses_between_connections_that_are_lost_grow_and_begin_anew_after_one_that_lasted()
    {
        RecordingTime time = new();
        await using RabbitMqShardLog log = await _queues.OpenAsync(time: time);
        await Append(log, 0, Payload(0));

        await CutAsync();
        await CutAsync();
        await CutAsync();
        time.Pass(TimeSpan.FromSeconds(11));
        await CutAsync();

        // Shorter are those in which entries gather, longer those in which answers are watched.
        time.Pauses.Where(pause => pause >= TimeSpan.FromSeconds(0.1) && pause < TimeSpan.FromSeconds(1)).Select(pause => pause.TotalSeconds).ShouldBe([0.1, 0.2, 0.4, 0.1]);

        async Task CutAsync()
        {
            broker.Server.CloseConnections();
            await Append(log, 0, Payload(0));
        }
    }

    [RabbitFact]
    public async Task A_reader_whose_connection_was_lost_says_so_and_the_shard_is_offered_again()
    {
        await using RabbitMqShardLog log = await _queues.OpenAsync();
        for (int i = 0; i < 5; i++)
            await Append(log, 0, Payload(i));
        using IShardLogReader reader = await TakeAsync(log, 0);
        log.Release(0, (await NextAsync(reader, 2))[1].Next);
        await NextAsync(reader, 3);
        Task waiting = reader.WaitAsync(Soon()).AsTask();
        broker.Server.CloseConnections();
        (await Should.ThrowAsync<ShardLostException>(waiting)).Message.ShouldContain("Shard 0 is this node's no longer: its connection to RabbitMQ was lost");
        using IShardLogReader again = await TakeAsync(log, 0, 2);
        LogEntry first = await NextAsync(again);
        first.Position.ShouldBe(2);
        // What was released may not have been acknowledged yet: then it comes again.
        int number = Numbers([first]).Single();
        number.ShouldBeInRange(0, 2);
        Numbers(await NextAsync(again, 4 - number)).ShouldBe(Enumerable.Range(number + 1, 4 - number));
    }

    [RabbitFact]
    public async Task Appends_to_a_full_queue_wait_and_no_others_and_go_on_in_order_when_there_is_room()
    {
        RabbitMqOptions options = _queues.Options with { RabbitMqQueueBytes = 1 << 16, RabbitMqBatchBytes = 8 << 10, RabbitMqUnconfirmedBytes = 3 * 64 << 10 };
        await using RabbitMqShardLog log = await _queues.OpenAsync(options);
        Task[] appends = [.. Enumerable.Range(0, 100).Select(i => Append(log, 0, Payload(i, 4000)).AsTask())];
        await Eventually.IsTrue(() => log.Status is { IsFull: true, Trouble: not null } && log.IsFull);
        log.Status.Trouble.ShouldNotBeNull().ShouldContain($"queue {_queues.Queue(0)} of RabbitMQ at 127.0.0.1:");
        log.Status.Trouble.ShouldContain("takes nothing: its 65536 bytes (--rabbitmq-queue-bytes) are full");
        log.Status.IsReachable.ShouldBeTrue("the broker takes what is for other shards");
        log.Status.Bytes.ShouldBeGreaterThan(50_000);
        log.Status.Bytes.ShouldBeLessThanOrEqualTo(options.RabbitMqUnconfirmedBytes / 3 + 8 * 4100);
        for (int i = 0; i < 50; i++)
            await Append(log, 1, Payload(i, 100));
        appends[^1].IsCompleted.ShouldBeFalse();

        Follower follower = new(log, 0);
        await follower.FollowAsync(100);
        follower.Numbers.ShouldBe(Enumerable.Range(0, 100));
        await Task.WhenAll(appends);
        await Eventually.IsTrue(() => log.Status is { IsFull: false, Trouble: null, Bytes: 0 });
    }

    [RabbitFact]
    public async Task A_cancelled_append_leaves_no_gap()
    {
        RabbitMqOptions options = _queues.Options with { RabbitMqQueueBytes = 1 << 16, RabbitMqBatchBytes = 8 << 10, RabbitMqUnconfirmedBytes = 3 * 64 << 10 };
        await using RabbitMqShardLog log = await _queues.OpenAsync(options);
        Task[] appends = [.. Enumerable.Range(0, 60).Select(i => Append(log, 0, Payload(i, 4000)).AsTask())];
        await Eventually.IsTrue(() => log.IsFull);
        using CancellationTokenSource cancelling = new();
        byte[] bytes = Payload(1000, 4000);
        Task cancelled = log.AppendAsync([new(0, bytes), new(1, Payload(1001))], cancelling.Token).AsTask();
        await cancelling.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        Array.Clear(bytes);
        Task last = Append(log, 0, Payload(60)).AsTask();
        Follower follower = new(log, 0);
        await follower.FollowAsync(61);
        follower.Numbers.ShouldBe(Enumerable.Range(0, 61));
        await Task.WhenAll([.. appends, last]);
    }

    [RabbitFact]
    public async Task Entries_that_were_taken_before_an_append_was_cancelled_are_sent_as_they_were()
    {
        await using RabbitMqShardLog log = await _queues.OpenAsync();
        using CancellationTokenSource cancelling = new();
        byte[] bytes = Payload(0, 4000);
        Task waiting;
        broker.Server.Kill();
        try
        {
            Task cancelled = log.AppendAsync([new(0, bytes)], cancelling.Token).AsTask();
            waiting = Append(log, 0, Payload(1)).AsTask();
            await cancelling.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(cancelled);
            Array.Clear(bytes);
            string trouble = $"RabbitMQ at {broker.Server.Address.Split('@')[1]} cannot be reached: Connection refused; start it, or correct --rabbitmq; sources wait";
            await Eventually.IsTrue(() => log.Status.Trouble == trouble, () => $"{log.Status.Trouble}");
            log.Status.IsReachable.ShouldBeFalse();
        }
        finally
        {
            await broker.Server.StartAgainAsync();
        }

        await waiting;
        log.Status.Trouble.ShouldBeNull();
        log.Status.IsReachable.ShouldBeTrue();
        using IShardLogReader reader = await TakeAsync(log, 0);
        Payloads(await NextAsync(reader, 2)).ShouldBe([Payload(0, 4000), Payload(1)]);
    }

    [RabbitFact]
    public async Task A_queue_that_was_deleted_is_told_and_can_be_made_anew()
    {
        await using RabbitMqShardLog log = await _queues.OpenAsync();
        await Append(log, 1, Payload(1));
        using IShardLogReader reader = await TakeAsync(log, 1);
        await NextAsync(reader);
        Task waiting = reader.WaitAsync(Soon()).AsTask();
        broker.Server.DeleteQueue(_queues.Queue(1));
        (await Should.ThrowAsync<ShardLostException>(waiting)).Message.ShouldContain($"its queue {_queues.Queue(1)} was deleted");
        Task append = Append(log, 1, Payload(2)).AsTask();
        await Eventually.IsTrue(() => log.Status.Trouble is { } trouble && trouble.Contains("sources wait", StringComparison.Ordinal));
        log.Status.Trouble.ShouldNotBeNull().ShouldContain($"queue {_queues.Queue(1)} of RabbitMQ");
        log.Status.Trouble.ShouldContain("was deleted, with all lines that waited in it; start a node once with --rabbitmq-make-queues");
        await Append(log, 0, Payload(3));
        (await Should.ThrowAsync<ShardLogException>(_queues.OpenAsync())).Message.ShouldContain($"Queue {_queues.Queue(1)} of RabbitMQ");

        await using RabbitMqShardLog other = await _queues.OpenAsync(_queues.Options with { RabbitMqMakeQueues = true });
        await append;
        using IShardLogReader again = await TakeAsync(log, 1);
        Numbers([await NextAsync(again)]).ShouldBe([2]);
        await Eventually.IsTrue(() => log.Status.Trouble is null);
    }

    [RabbitFact]
    public async Task Closing_ends_what_cannot_be_sent()
    {
        RabbitMqShardLog log = await _queues.OpenAsync(_queues.Options with { RabbitMqQueueBytes = 1 << 16, RabbitMqUnconfirmedBytes = 3 * 64 << 10 });
        Task[] appends = [.. Enumerable.Range(0, 60).Select(i => Append(log, 0, Payload(i, 4000)).AsTask())];
        await Eventually.IsTrue(() => log.IsFull);
        await log.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(appends[^1]);
        await Should.ThrowAsync<ObjectDisposedException>(Task.WhenAll(appends));
    }
}
