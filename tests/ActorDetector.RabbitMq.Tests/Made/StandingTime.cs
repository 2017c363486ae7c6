using System.Collections.Concurrent;

namespace ActorDetector.RabbitMq.Tests.Made;

/// <summary>A clock that stands still until a test moves it on, by an hour each time: then all that was waited for is due.</summary>
internal sealed class StandingTime : TimeProvider
{
    private readonly ConcurrentQueue<Timer> _timers = [];
    private long _hours;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => TimeSpan.FromHours(Volatile.Read(ref _hours)).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(callback, state);
        _timers.Enqueue(timer);
        return timer;
    }

    public void MoveOn()
    {
        Interlocked.Increment(ref _hours);
        while (_timers.TryDequeue(out Timer? timer))
            timer.Fire();
    }

    private sealed class Timer(TimerCallback callback, object? state) : ITimer
    {
        private bool _isOver;

        public void Fire()
        {
            if (!_isOver)
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => _isOver = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
