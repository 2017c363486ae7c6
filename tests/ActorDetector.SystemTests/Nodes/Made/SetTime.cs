namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>A machine's clock that a test sets, or lets pass. What is done again and again is done a hundred times as often.</summary>
internal sealed class SetTime : TimeProvider
{
    private const int Haste = 100;

    private long _passed;
    private long _set;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Lets time pass, of which every clock tells.</summary>
    public void Pass(TimeSpan time) => Interlocked.Add(ref _passed, time.Ticks);

    /// <summary>Sets the time of day.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref _set, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _passed) + Volatile.Read(ref _set));

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Volatile.Read(ref _passed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => period == Timeout.InfiniteTimeSpan
        ? System.CreateTimer(callback, state, dueTime, period)
        : System.CreateTimer(callback, state, dueTime / Haste, period / Haste);
}
