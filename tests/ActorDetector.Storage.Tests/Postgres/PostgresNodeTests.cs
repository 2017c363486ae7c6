using ActorDetector.Storage.Tests.Contract;
using ActorDetector.Storage.Tests.Made;

namespace ActorDetector.Storage.Tests.Postgres;

[NeedsPostgres]
[Collection(PostgresTests.Name)]
public sealed class PostgresNodeTests(SharedServer shared) : NodeStoreContract
{
    private readonly Lazy<string> _database = new(shared.Server.MakeDatabase);

    protected override Task<IOpenStore> OpenAsync() => OpenPostgres.OpenAsync(_database.Value);
}
