using System.Collections.Concurrent;

namespace ActorDetector.Actors.Tests.ShardLogs;

/// <summary>The system's time, that remembers what its timers were set to.</summary>
internal sealed class RecordingTime : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Asked { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new RecordingTimer(this, System.CreateTimer(callback, state, dueTime, period));

    private sealed class RecordingTimer(RecordingTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Asked.Enqueue(dueTime);
            return inner.Change(dueTime, period);
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
