namespace ActorDetector.Actors.Tests.Sources.Files;

/// <summary>A clock that a test moves by hand, for who waits for one thing at a time.</summary>
internal sealed class HandTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];
    private TimeSpan _now = TimeSpan.FromDays(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            Waiting waiting = new(this, _now + dueTime, () => callback(state));
            _waiting.Add(waiting);
            return waiting;
        }
    }

    /// <summary>Waits until somebody waits for a later time: what was to be done now is done.</summary>
    public Task IdleAsync() => Eventually.IsTrue(() =>
    {
        lock (_lock)
            return _waiting.Count > 0;
    });

    /// <summary>Lets time pass, and waits until what was to be done then is done.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Waiting[] due;
        lock (_lock)
        {
            _now += time;
            due = [.. _waiting.Where(waiting => waiting.Until <= _now)];
            _waiting.RemoveAll(waiting => waiting.Until <= _now);
        }

        foreach (Waiting waiting in due)
            waiting.Go();
        await IdleAsync();
    }

    private sealed record Waiting(HandTime Time, TimeSpan Until, Action Go) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("A time that was begun is not changed.");

        public void Dispose()
        {
            lock (Time._lock)
                Time._waiting.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
