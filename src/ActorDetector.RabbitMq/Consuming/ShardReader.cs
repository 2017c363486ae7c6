using ActorDetector.Actors.ShardLogs;

namespace ActorDetector.RabbitMq.Consuming;

/// <summary>Reads what a shard's channel brings.</summary>
internal sealed class ShardReader(int shard, Subscription? subscription, Lock guard) : IShardLogReader
{
    public bool TryRead(out LogEntry entry)
    {
        lock (guard)
            return Open().Held.TryRead(out entry);
    }

    public async ValueTask WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Subscription open = Open();
            Task changed = open.Changed.Next;
            lock (guard)
            {
                if (open.Held.HasNext)
                    return;
            }

            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
    }

    private Subscription Open() => subscription ?? throw new ShardLostException(shard, "it was not offered to this one.");
}
