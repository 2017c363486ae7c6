using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Learning.Forests;

namespace ActorDetector.Detection.Tests.Forests;

public sealed class IsolationForestDetectorTests
{
    // A forest cannot split by UNSEEN, which never came: its distance of 1 is (1 / 0.25)² = 16, and what the score lacks of 1 a 17th.
    [Theory]
    [InlineData("abcd")]
    [InlineData("abbbcd")]
    public void A_count_that_never_varied_in_training_counts_by_its_distance(string session)
    {
        ISessionDetector detector = MadeSessions.Train("isolation-forest");

        detector.Score(session + "?").ShouldBe(1 - ((1 - detector.Score(session)) / 17), 1e-6);
    }

    [Fact]
    public void More_contamination_is_a_lower_threshold() =>
        MadeSessions.Train("isolation-forest", new ForestOptions { ForestContamination = 0.3 }).Threshold!.Value
            .ShouldBeLessThan(MadeSessions.Train("isolation-forest", new ForestOptions { ForestContamination = 0 }).Threshold!.Value);

    [Fact]
    public void What_is_rare_in_training_scores_more_than_what_is_frequent()
    {
        ISessionDetector detector = MadeSessions.Train("isolation-forest");

        detector.Score("abbbcd").ShouldBeGreaterThan(detector.Score("abcd"));
    }
}
