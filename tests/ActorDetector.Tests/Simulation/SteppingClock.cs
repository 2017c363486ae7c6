namespace ActorDetector.Tests.Simulation;

/// <summary>A clock that stands still but for waits, which are over at once and move it by their length.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private long _ticks;

    /// <summary>All the time that was waited.</summary>
    public TimeSpan Elapsed => new(_ticks);

    /// <summary>How often was waited.</summary>
    public int Waits { get; private set; }

    /// <summary>Called at every wait.</summary>
    public Action? OnWait { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _ticks += dueTime.Ticks;
        Waits++;
        OnWait?.Invoke();
        return new Fired(callback, state);
    }

    // The wait is over as soon as it has begun; not before, for its task does not exist yet.
    private sealed class Fired : ITimer
    {
        public Fired(TimerCallback callback, object? state) => ThreadPool.QueueUserWorkItem(_ => callback(state));

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
