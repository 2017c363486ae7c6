using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Tests.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Storage.Tests.Made;

/// <summary>An SQLite store by its ports.</summary>
internal sealed class OpenSqlite(string path, StoreOptions options) : IOpenStore
{
    public SqliteStore Store { get; } = SqliteStore.Open(path, 4, options, TimeProvider.System, NullLogger.Instance);

    public IShardStore Shards => Store;

    public INodeStore Node => Store;

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
