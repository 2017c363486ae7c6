using ActorDetector.Actors.ShardLogs;

namespace ActorDetector.Actors.Tests.Made;

/// <summary>A log that takes everything at once, and keeps nothing.</summary>
internal sealed class HungryLog : IShardLog
{
    public int Shards => 4;

    public bool IsFull => false;

    public long Oldest => 0;

    public ShardLogStatus Status => throw new NotSupportedException();

    public ValueTask AppendAsync(IReadOnlyList<ShardEntry> entries, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask WaitForOfferAsync(int shard, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask GiveBackAsync(int shard) => ValueTask.CompletedTask;

    public long? Backlog(int shard) => null;

    public IShardLogReader Read(int shard, long from) => throw new NotSupportedException();

    public byte[]? Find(int shard, long position) => null;

    public IEnumerable<long> Around(int shard, long position, bool after, int most) => [];

    public void Release(int shard, long position)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
