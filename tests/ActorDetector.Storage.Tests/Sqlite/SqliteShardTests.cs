using ActorDetector.Storage.Tests.Contract;
using ActorDetector.Storage.Tests.Made;

namespace ActorDetector.Storage.Tests.Sqlite;

public sealed class SqliteShardTests : ShardStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<IOpenStore> OpenAsync() => Task.FromResult<IOpenStore>(new OpenSqlite(_folder.PathOf("store.db"), new StoreOptions()));
}
