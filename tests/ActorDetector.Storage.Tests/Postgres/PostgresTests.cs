namespace ActorDetector.Storage.Tests.Postgres;

/// <summary>The tests that share a PostgreSQL server; each has a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<SharedServer>
{
    public const string Name = "PostgreSQL";
}
