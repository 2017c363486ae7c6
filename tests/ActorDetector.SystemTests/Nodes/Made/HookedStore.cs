using ActorDetector.Actors.Stores;

namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>A store at which a test may wait, or throw.</summary>
internal sealed class HookedStore(IShardStore store) : IShardStore
{
    public Func<ShardCommit, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    public Func<ShardCommit, Task> AfterCommit { get; set; } = _ => Task.CompletedTask;

    public Action<IReadOnlyList<byte[]>> BeforeReadPassive { get; set; } = _ => { };

    public ValueTask<ShardCheckpoint> TakeAsync(int shard, CancellationToken cancellation) => store.TakeAsync(shard, cancellation);

    public ValueTask ResetAsync(int shard, CancellationToken cancellation) => store.ResetAsync(shard, cancellation);

    public async ValueTask CommitAsync(ShardCommit commit, CancellationToken cancellation)
    {
        await BeforeCommit(commit);
        await store.CommitAsync(commit, cancellation);
        await AfterCommit(commit);
    }

    public ValueTask<IReadOnlyList<PassiveSession>> ReadPassiveAsync(int shard, IReadOnlyList<byte[]> entities, CancellationToken cancellation)
    {
        BeforeReadPassive(entities);
        return store.ReadPassiveAsync(shard, entities, cancellation);
    }

    public ValueTask<IReadOnlyList<PassiveSession>> ReadPassiveBeforeAsync(int shard, long seen, long arrived, long after, int most, CancellationToken cancellation) =>
        store.ReadPassiveBeforeAsync(shard, seen, arrived, after, most, cancellation);

    public IAsyncEnumerable<byte[]> ReadPassiveEntitiesAsync(int shard, CancellationToken cancellation) => store.ReadPassiveEntitiesAsync(shard, cancellation);

    public long DurablePosition(int shard) => store.DurablePosition(shard);
}
