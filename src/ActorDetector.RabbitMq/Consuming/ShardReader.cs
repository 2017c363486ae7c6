using ActorDetector.Actors.ShardLogs;

namespace ActorDetector.RabbitMq.Consuming;

/// <summary>Reads what a shard's channel brings, in bursts: who reads commits each by itself, which costs as much however few entries it has, so that entries
/// gather for a moment from one burst to the next.</summary>
/// <param name="shard">The shard.</param>
/// <param name="subscription">Its channel; null when it was not offered.</param>
/// <param name="guard">The shard's lock.</param>
/// <param name="most">How many messages may be held before it is no use to wait for more.</param>
/// <param name="time">Tells when the next burst may begin.</param>
internal sealed class ShardReader(int shard, Subscription? subscription, Lock guard, int most, TimeProvider time) : IShardLogReader
{
    // Nobody looks at verdicts more often.
    private static readonly TimeSpan BetweenBursts = TimeSpan.FromSeconds(0.25);

    private long? _began;
    private bool _isInBurst;

    public bool TryRead(out LogEntry entry)
    {
        lock (guard)
        {
            HeldMessages held = Open().Held;
            entry = default;
            if (!_isInBurst && Rest(held) > TimeSpan.Zero)
                return false;
            bool isThere = held.TryRead(out entry);
            if (isThere && !_isInBurst)
                _began = time.GetTimestamp();
            return _isInBurst = isThere;
        }
    }

    public async ValueTask WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Subscription open = Open();
            Task changed = open.Changed.Next;
            bool isThere;
            TimeSpan rest;
            lock (guard)
                (isThere, rest) = (open.Held.HasNext, Rest(open.Held));
            if (!isThere)
                await changed.WaitAsync(cancellation).ConfigureAwait(false);
            else if (rest > TimeSpan.Zero)
                await (await Task.WhenAny(changed, Task.Delay(rest, time, cancellation)).ConfigureAwait(false)).ConfigureAwait(false);
            else
                return;
        }
    }

    public void Dispose()
    {
    }

    private TimeSpan Rest(HeldMessages held) =>
        _began is { } began && held.Unreleased < most ? BetweenBursts - time.GetElapsedTime(began) : TimeSpan.Zero;

    private Subscription Open() => subscription ?? throw new ShardLostException(shard, "it was not offered to this one.");
}
