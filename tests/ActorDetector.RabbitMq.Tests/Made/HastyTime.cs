namespace ActorDetector.RabbitMq.Tests.Made;

/// <summary>A clock on which everything takes a hundredth of its time.</summary>
internal sealed class HastyTime : TimeProvider
{
    private const int Haste = 100;

    public override long TimestampFrequency => base.TimestampFrequency / Haste;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime / Haste, period);
}
