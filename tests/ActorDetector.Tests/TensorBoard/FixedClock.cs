namespace ActorDetector.Tests.TensorBoard;

/// <summary>A clock that stands at the time it is set to.</summary>
internal sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_250);

    public override DateTimeOffset GetUtcNow() => Now;
}
