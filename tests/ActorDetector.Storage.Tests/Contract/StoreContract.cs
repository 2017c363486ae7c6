using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Tests.Made;

namespace ActorDetector.Storage.Tests.Contract;

/// <summary>Opens a store for a test; what a store of four shards must do is tested in the classes between this and a store's own.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private IOpenStore? _open;

    protected const int ShardCount = 4;

    protected IShardStore Shards => _open!.Shards;

    protected INodeStore Node => _open!.Node;

    /// <summary>Opens the test's store: empty at first, then as it was left.</summary>
    protected abstract Task<IOpenStore> OpenAsync();

    public virtual async Task InitializeAsync() => _open = await OpenAsync();

    public virtual async Task DisposeAsync()
    {
        if (_open is { } open)
            await open.DisposeAsync();
        _open = null;
    }

    protected async Task RestartAsync()
    {
        await _open!.DisposeAsync();
        _open = await OpenAsync();
    }

    protected async Task<long> TakeAsync(int shard = 0) => (await Shards.TakeAsync(shard, Sample.Wait)).Epoch;

    protected ValueTask CommitAsync(ShardCommit commit) => Shards.CommitAsync(commit, Sample.Wait);
}
