using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Tests.Made;
using ActorDetector.Tests.ShardLogs;

namespace ActorDetector.RabbitMq.Tests;

[Collection(BrokerTests.Name)]
public sealed class RabbitMqShardLogContractTests(SharedBroker broker) : ShardLogContract
{
    private readonly QueueSet _queues = new(broker.Server);

    protected override async Task<IShardLog> OpenAsync() => await _queues.OpenAsync();
}
