using System.Collections.Concurrent;
using System.Text;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Tests.Made;
using ActorDetector.RabbitMq.Wire;
using Google.Protobuf;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.RabbitMq.Tests;

[Collection(BrokerTests.Name)]
public sealed class MessageTests(SharedBroker broker) : IAsyncLifetime
{
    private readonly QueueSet _queues = new(broker.Server);
    private IConnection? _connection;
    private IChannel? _channel;

    public async Task InitializeAsync()
    {
        if (RabbitServer.Missing is not null)
            return;
        ConnectionFactory factory = new() { Uri = new Uri(broker.Server.Address), UserName = RabbitServer.User, Password = RabbitServer.Password };
        _connection = await factory.CreateConnectionAsync();
        _channel = await _connection.CreateChannelAsync();
    }

    public async Task DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    [RabbitFact]
    public async Task What_comes_together_is_one_message_as_it_is_described()
    {
        await using RabbitMqShardLog log = await _queues.OpenAsync(_queues.Options with { RabbitMqBatchBytes = 1024 });
        await Append(log, 0, Payload(1, 127), Payload(2, 128), [], Payload(3, 300), Payload(4, 2000), Payload(5));
        Batch[] batches = await ReceiveAsync(3);
        batches.Select(batch => batch.First).ShouldBe([1ul, 5ul, 6ul]);
        batches.Select(batch => batch.Entries.Count).ShouldBe([4, 1, 1]);
        batches.SelectMany(batch => batch.Entries).Select(entry => entry.ToByteArray()).ShouldBe([Payload(1, 127), Payload(2, 128), [], Payload(3, 300), Payload(4, 2000), Payload(5)]);
        batches.Select(batch => batch.Publisher).Distinct().Single().Length.ShouldBe(32);
        batches.ShouldAllBe(batch => batch.Settled >= 1 && batch.Settled <= batch.First);
    }

    [RabbitFact]
    public async Task What_comes_while_a_message_is_under_way_goes_together()
    {
        await using RabbitMqShardLog log = await _queues.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Append(log, 0, Payload(i)).AsTask()));
        long messages = await _channel!.MessageCountAsync(_queues.Queue(0));
        messages.ShouldBeLessThan(200);
        using IShardLogReader reader = await TakeAsync(log, 0);
        Numbers(await NextAsync(reader, 1000)).ShouldBe(Enumerable.Range(0, 1000));
    }

    [RabbitFact]
    public async Task A_message_that_cannot_be_understood_is_one_damaged_entry()
    {
        await using RabbitMqShardLog log = await _queues.OpenAsync();
        await Append(log, 0, Payload(1));
        byte[] whole = new Batch { Publisher = new string('a', 32), First = 1, Settled = 1, Entries = { ByteString.CopyFrom(Payload(2)), ByteString.CopyFrom(Payload(3)) } }.ToByteArray();
        foreach (byte[] body in (byte[][])[[], Encoding.UTF8.GetBytes("hello"), whole[..^1], new Batch { Publisher = "a", First = 1 }.ToByteArray(), whole])
            await _channel!.BasicPublishAsync("", _queues.Queue(0), body);
        using IShardLogReader reader = await TakeAsync(log, 0);
        LogEntry[] entries = await NextAsync(reader, 7);
        Payloads(entries).ShouldBe([Payload(1), null, null, null, null, Payload(2), Payload(3)]);
        entries[1].Publication.ShouldBeNull();
        entries[6].Publication.ShouldBe(new Publication(new string('a', 32), 2, 1));
        log.Status.DamagedEntries.ShouldBe(4);
    }

    [RabbitFact]
    public async Task What_is_looked_back_at_is_bounded()
    {
        await using RabbitMqShardLog log = await _queues.OpenAsync(_queues.Options with { RabbitMqLookBackBytes = 3 * 64 << 10 });
        using Task appending = Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
                await Append(log, 0, Payload(i, 4000));
        });
        using IShardLogReader reader = await TakeAsync(log, 0);
        for (int i = 0; i < 100; i++)
        {
            LogEntry entry = await NextAsync(reader);
            log.Release(0, entry.Next);
            log.Find(0, i).ShouldBe(Payload(i, 4000));
        }

        await appending;
        long[] kept = [.. log.Around(0, 100, after: false, 100)];
        kept.Length.ShouldBeInRange(8, 17);
        kept.ShouldBe(Enumerable.Range(0, kept.Length).Select(step => 99L - step));
        log.Find(0, kept[^1] - 1).ShouldBeNull();
        log.Find(0, kept[^1]).ShouldBe(Payload((int)kept[^1], 4000));
    }

    private async Task<Batch[]> ReceiveAsync(int messages)
    {
        ConcurrentQueue<Batch> batches = [];
        AsyncEventingBasicConsumer consumer = new(_channel!);
        consumer.ReceivedAsync += (_, message) =>
        {
            batches.Enqueue(Batch.Parser.ParseFrom(message.Body.Span));
            return Task.CompletedTask;
        };
        await _channel!.BasicConsumeAsync(_queues.Queue(0), autoAck: true, consumer);
        await Eventually.IsTrue(() => batches.Count == messages);
        return [.. batches];
    }
}
