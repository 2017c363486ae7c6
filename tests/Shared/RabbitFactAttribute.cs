namespace ActorDetector.Tests.Shared;

/// <summary>A test that needs RabbitMQ's server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RabbitFactAttribute : FactAttribute
{
    public RabbitFactAttribute() => Skip = RabbitServer.Missing;
}
