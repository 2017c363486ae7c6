namespace ActorDetector.Tests.ShardLogs;

/// <summary>A test of every shard log, on RabbitMQ.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShardLogFactAttribute : FactAttribute
{
    public ShardLogFactAttribute() => Skip = RabbitServer.Missing;
}
