using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Detection.Tests.Evaluation;

public sealed class CountVectorBaselineTests
{
    [Fact]
    public void A_session_with_the_same_counts_in_another_order_is_seen()
    {
        CountVectorBaseline baseline = new();
        baseline.Add([3, 4, 3]);
        baseline.Add([4, 3, 3]);

        baseline.Count.ShouldBe(1);
        baseline.IsSeen([3, 3, 4]).ShouldBeTrue();
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(3, 4, 4)]
    [InlineData(3, 3, 4, 4)]
    [InlineData(3, 3, 5)]
    [InlineData]
    public void A_session_with_other_counts_is_not(params int[] keys)
    {
        CountVectorBaseline baseline = new();
        baseline.Add([3, 4, 3]);

        baseline.IsSeen(keys).ShouldBeFalse();
    }

    [Fact]
    public void Looking_does_not_change_the_session()
    {
        int[] keys = [5, 3, 4];

        new CountVectorBaseline().IsSeen(keys).ShouldBeFalse();

        keys.ShouldBe([5, 3, 4]);
    }
}
