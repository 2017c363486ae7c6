using System.Collections.Concurrent;

namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>A clock on which every pause is over at once, and which remembers how long the pauses were to be.</summary>
internal sealed class EagerTime : TimeProvider
{
    private long _ticks = SampleAnomalies.Start.UtcTicks;

    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Pauses.Enqueue(dueTime);
            Interlocked.Add(ref _ticks, dueTime.Ticks);
        }

        return System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, Timeout.InfiniteTimeSpan);
    }
}
