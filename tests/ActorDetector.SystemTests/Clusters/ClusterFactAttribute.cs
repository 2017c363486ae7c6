using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests.Clusters;

/// <summary>A test of a cluster: it needs the servers of RabbitMQ and of PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClusterFactAttribute : FactAttribute
{
    /// <param name="isLong">Whether it is run only where there is time.</param>
    public ClusterFactAttribute(bool isLong = false) => Skip = Missing ?? (isLong && !Long.IsAsked ? "takes long: ./test.sh --long runs it" : null);

    public static string? Missing { get; } = RabbitServer.Missing ?? PostgresServer.Missing;
}
