namespace ActorDetector.RabbitMq.Tests.Made;

/// <summary>The tests that share a broker; each has queues of its own.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerTests : ICollectionFixture<SharedBroker>
{
    public const string Name = "RabbitMQ";
}
