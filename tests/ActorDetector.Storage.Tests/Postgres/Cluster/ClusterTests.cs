using ActorDetector.Storage.Tests.Made;

namespace ActorDetector.Storage.Tests.Postgres.Cluster;

/// <summary>Two nodes' stores in one database, of four shards.</summary>
public abstract class ClusterTests(SharedServer shared) : IAsyncLifetime
{
    private readonly Lazy<string> _database = new(shared.Server.MakeDatabase);
    private PostgresStore? _store;
    private PostgresStore? _other;

    private protected PostgresServer Server => shared.Server;

    private protected string Database => _database.Value;

    private protected ShardOwner Owner { get; } = new("a", Guid.NewGuid());

    private protected PostgresStore Store => _store!;

    private protected PostgresStore Other => _other!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        _store = await OpenPostgres.StoreAsync(Database, owner: Owner);
        _other = await OpenPostgres.StoreAsync(Database, owner: new ShardOwner("b", Guid.NewGuid()));
    }

    public async Task DisposeAsync()
    {
        foreach (PostgresStore? store in (PostgresStore?[])[_store, _other])
        {
            if (store is not null)
                await store.DisposeAsync();
        }
    }

    private protected string Run(string sql) => Server.Sql(Database, sql);
}
