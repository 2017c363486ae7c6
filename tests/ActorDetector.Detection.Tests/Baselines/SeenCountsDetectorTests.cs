using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.Baselines;

public sealed class SeenCountsDetectorTests
{
    [Theory]
    [InlineData("abcd", 0)]
    [InlineData("dcba", 0)]
    [InlineData("abc", 1)]
    [InlineData("aabcd", 1)]
    [InlineData("abcd?", 1)]
    [InlineData("", 1)]
    public void Counts_that_a_training_session_had_in_any_order_are_known_and_no_others(string session, double score) =>
        MadeSessions.Train("seen-counts").Score(session).ShouldBe(score);
}
