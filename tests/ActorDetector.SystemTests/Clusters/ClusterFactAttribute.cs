namespace ActorDetector.SystemTests.Clusters;

/// <summary>A test of a cluster: it needs the servers of RabbitMQ and of PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() => Skip = Missing;

    public static string? Missing { get; } = RabbitServer.Missing ?? PostgresServer.Missing;
}
