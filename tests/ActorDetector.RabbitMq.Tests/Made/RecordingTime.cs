using System.Collections.Concurrent;

namespace ActorDetector.RabbitMq.Tests.Made;

/// <summary>A clock that a test lets pass, and that keeps for how long it was waited.</summary>
internal sealed class RecordingTime : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _pauses = [];
    private long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public IEnumerable<TimeSpan> Pauses => _pauses;

    public void Pass(TimeSpan time) => Interlocked.Add(ref _passed, time.Ticks);

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Volatile.Read(ref _passed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _pauses.Enqueue(dueTime);
        return System.CreateTimer(callback, state, dueTime, period);
    }
}
