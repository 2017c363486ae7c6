using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Learning.Boundaries;

namespace ActorDetector.Detection.Tests.Boundaries;

public sealed class OneClassDetectorTests
{
    // Gamma and the support at "abcd" alone: exp(-gamma d²), so that the score, ln ρ - ln k, is gamma d², and d = ln 2 for an event more than none.
    [Fact]
    public void The_score_grows_with_the_square_of_the_distance_of_log_counts()
    {
        ISessionDetector detector = SessionDetectors.Find("one-class")!.Train(
            MadeSessions.Of(("abcd", 9)), new BoundaryOptions { BoundaryGamma = 2 }, new SessionTrainingTerms(1));

        detector.Score("abcd").ShouldBe(0, 1e-6);
        detector.Score("abcde").ShouldBe(2 * Math.Pow(Math.Log(2), 2), 1e-6);
        detector.Score("abcdeee").ShouldBe(2 * Math.Pow(Math.Log(4), 2), 1e-5);
    }

    [Fact]
    public void A_larger_share_outside_draws_a_tighter_boundary()
    {
        double loose = MadeSessions.Train("one-class", new BoundaryOptions { BoundaryNu = 0.01 }).Score("abbbcd");
        double tight = MadeSessions.Train("one-class", new BoundaryOptions { BoundaryNu = 0.4 }).Score("abbbcd");

        tight.ShouldBeGreaterThan(loose);
    }

    [Fact]
    public void The_template_that_is_farthest_is_named_first() =>
        MadeSessions.Train("one-class").Explain("abcdeeeee")
            .ShouldStartWith("its counts of events lie outside the boundary of those in training, most of all: <template e> came 5 times");
}
