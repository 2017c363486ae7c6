using System.Collections.Concurrent;
using ActorDetector.Actors.ShardLogs;

namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>A shard log at which a test may throw, and say who published what.</summary>
internal sealed class HookedLog(IShardLog log) : IShardLog
{
    private readonly ConcurrentQueue<byte[]> _appended = [];

    public Action<int> BeforeOffer { get; set; } = _ => { };

    public Func<LogEntry, Publication?> Published { get; set; } = _ => null;

    /// <summary>All entries that were appended.</summary>
    public IReadOnlyCollection<byte[]> Appended => _appended;

    public int Shards => log.Shards;

    public bool IsFull => log.IsFull;

    public long Oldest => log.Oldest;

    public ShardLogStatus Status => log.Status;

    public ValueTask AppendAsync(IReadOnlyList<ShardEntry> entries, CancellationToken cancellation)
    {
        foreach (ShardEntry entry in entries)
            _appended.Enqueue(entry.Payload.ToArray());
        return log.AppendAsync(entries, cancellation);
    }

    public ValueTask WaitForOfferAsync(int shard, CancellationToken cancellation)
    {
        BeforeOffer(shard);
        return log.WaitForOfferAsync(shard, cancellation);
    }

    public ValueTask GiveBackAsync(int shard) => log.GiveBackAsync(shard);

    public IShardLogReader Read(int shard, long from) => new Reader(this, log.Read(shard, from));

    public long? Backlog(int shard) => log.Backlog(shard);

    public byte[]? Find(int shard, long position) => log.Find(shard, position);

    public IEnumerable<long> Around(int shard, long position, bool after, int most) => log.Around(shard, position, after, most);

    public void Release(int shard, long position) => log.Release(shard, position);

    public ValueTask DisposeAsync() => log.DisposeAsync();

    private sealed class Reader(HookedLog hooks, IShardLogReader reader) : IShardLogReader
    {
        public bool TryRead(out LogEntry entry)
        {
            bool any = reader.TryRead(out entry);
            if (any)
                entry = entry with { Publication = hooks.Published(entry) };
            return any;
        }

        public ValueTask WaitAsync(CancellationToken cancellation) => reader.WaitAsync(cancellation);

        public void Dispose() => reader.Dispose();
    }
}
