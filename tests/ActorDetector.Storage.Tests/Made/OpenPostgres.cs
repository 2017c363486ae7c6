using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Tests.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Storage.Tests.Made;

/// <summary>A PostgreSQL store by its ports.</summary>
internal sealed class OpenPostgres(PostgresStore store) : IOpenStore
{
    public IShardStore Shards => store;

    public INodeStore Node => store;

    /// <summary>Opens a store of four shards.</summary>
    public static Task<PostgresStore> StoreAsync(
        string database, StoreOptions? options = null, string? password = null, int shards = 4, ShardOwner? owner = null) => PostgresStore.OpenAsync(
        new PostgresOptions { Postgres = database }, password, shards, options ?? new StoreOptions(), TimeProvider.System, NullLogger.Instance, owner);

    public static async Task<IOpenStore> OpenAsync(string database, StoreOptions? options = null) => new OpenPostgres(await StoreAsync(database, options));

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
