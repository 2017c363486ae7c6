using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Tests.Made;
using RabbitMQ.Client;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.RabbitMq.Tests;

/// <summary>Entries that come one by one, and gather.</summary>
[Collection(BrokerTests.Name)]
public sealed class GatheringTests(SharedBroker broker)
{
    private readonly QueueSet _queues = new(broker.Server);
    private readonly StandingTime _time = new();

    [RabbitFact]
    public async Task What_comes_a_moment_after_a_message_was_sent_goes_together_when_the_moment_is_over()
    {
        await using RabbitMqShardLog log = await _queues.OpenAsync(time: _time);
        await Append(log, 0, Payload(0));
        Task[] later = [.. Enumerable.Range(1, 10).Select(i => Append(log, 0, Payload(i)).AsTask())];
        (await MessagesAsync()).ShouldBe(1u);
        later.ShouldAllBe(append => !append.IsCompleted);
        _time.MoveOn();
        await Task.WhenAll(later);
        (await MessagesAsync()).ShouldBe(2u);
    }

    [RabbitFact]
    public async Task What_comes_a_moment_after_entries_were_read_is_handed_out_together_when_it_is_much_or_the_moment_is_over()
    {
        await using RabbitMqShardLog log = await _queues.OpenAsync(_queues.Options with { RabbitMqPrefetch = 8 }, time: _time);
        await using RabbitMqShardLog sender = await _queues.OpenAsync();
        await Append(sender, 0, Payload(0));
        using IShardLogReader reader = await TakeAsync(log, 0);
        Numbers([await NextAsync(reader)]).ShouldBe([0]);
        await AppendAsync(1);
        await AppendAsync(2);
        reader.TryRead(out _).ShouldBeFalse();
        await AppendAsync(3);
        await reader.WaitAsync(Soon());
        Numbers(await NextAsync(reader, 3)).ShouldBe([1, 2, 3]);

        log.Release(0, 4);
        await AppendAsync(4);
        reader.TryRead(out _).ShouldBeFalse();
        _time.MoveOn();
        await reader.WaitAsync(Soon());
        Numbers([await NextAsync(reader)]).ShouldBe([4]);

        // A message of its own, and it is there.
        async Task AppendAsync(int number)
        {
            reader.TryRead(out _).ShouldBeFalse();
            await Append(sender, 0, Payload(number));
            await Eventually.IsTrue(() => log.Find(0, number) is not null);
        }
    }

    private async Task<uint> MessagesAsync()
    {
        ConnectionFactory factory = new() { Uri = new Uri(broker.Server.Address), UserName = RabbitServer.User, Password = RabbitServer.Password };
        await using IConnection connection = await factory.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(_queues.Queue(0));
    }
}
