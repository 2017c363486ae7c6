using ActorDetector.Actors.Memory;

namespace ActorDetector.Actors.Tests.Memory;

public sealed class MemoryGateTests
{
    [Theory]
    [InlineData(false, 850, false)]
    [InlineData(false, 851, true)]
    [InlineData(true, 751, true)]
    [InlineData(true, 750, false)]
    public void It_closes_above_85_percent_and_opens_at_75(bool isClosed, long used, bool closes) =>
        new MemoryGate(1000, isClosed).After(used).IsClosed.ShouldBe(closes);
}
