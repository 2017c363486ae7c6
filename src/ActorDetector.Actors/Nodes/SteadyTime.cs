namespace ActorDetector.Actors.Nodes;

/// <summary>A clock that does not jump: the time of day when it was made, and on from there by the steady counter. So a clock that is set while the node
/// runs closes no session too early and turns no latency negative.</summary>
public sealed class SteadyTime : TimeProvider
{
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _start;
    private readonly long _started;

    /// <summary>A clock that agrees with another one now.</summary>
    public SteadyTime(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _start = clock.GetUtcNow();
        _started = clock.GetTimestamp();
    }

    /// <summary>How far the other clock has gone ahead of this one since: it was set, or the machine slept.</summary>
    public TimeSpan Jump => _clock.GetUtcNow() - GetUtcNow();

    /// <inheritdoc/>
    public override long TimestampFrequency => _clock.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _clock.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + _clock.GetElapsedTime(_started);

    /// <inheritdoc/>
    public override long GetTimestamp() => _clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _clock.CreateTimer(callback, state, dueTime, period);
}
