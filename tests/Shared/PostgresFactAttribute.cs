namespace ActorDetector.Tests.Shared;

/// <summary>A test that needs PostgreSQL's server.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
