using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Learning.Components;

namespace ActorDetector.Detection.Tests.Components;

public sealed class PrincipalComponentsDetectorTests
{
    [Fact]
    public void Counts_that_always_go_together_and_now_do_not_are_anomalous()
    {
        ISessionDetector detector = SessionDetectors.Find("pca")!.Train(
            MadeSessions.Of(("aab", 40), ("cc", 40), ("aaaabb", 20), ("cccc", 20)), new ComponentOptions { ComponentVariance = 0.99 }, new SessionTrainingTerms(1));

        detector.Score("aab").ShouldBeLessThanOrEqualTo(detector.Threshold!.Value);
        detector.Score("aaaaaa").ShouldBeGreaterThan(detector.Threshold.Value);
        detector.Explain("aaaaaa").ShouldStartWith("its counts of events do not go together as in training, most of all: ");
        detector.Explain("aaaaaa").ShouldContain("<template b> came never");
    }

    [Fact]
    public void Scores_are_in_units_of_a_threshold_that_a_smaller_alpha_makes_higher()
    {
        ISessionDetector rare = Train(1e-6), frequent = Train(0.1);

        rare.Threshold.ShouldBe(1);
        frequent.Threshold.ShouldBe(1);
        rare.Score("aad").ShouldBeLessThan(frequent.Score("aad"));

        static ISessionDetector Train(double alpha) => SessionDetectors.Find("pca")!.Train(
            MadeSessions.Of(("ab", 4), ("bcc", 5), ("cd", 6), ("dde", 7), ("ea", 8)), new ComponentOptions { ComponentVariance = 0.5, ComponentAlpha = alpha }, new SessionTrainingTerms(1));
    }

    // No count varies, so that there is no component, and no threshold to measure by: an unseen event, weighted by ln(9 + 1) as if one more of 9
    // sessions had it, is (1 · ln 10)² off.
    [Fact]
    public void Where_training_did_not_vary_every_difference_is_anomalous()
    {
        ISessionDetector detector = SessionDetectors.Find("pca")!.Train(MadeSessions.Of(("ab", 9)), null, new SessionTrainingTerms(1));

        detector.Threshold.ShouldBe(0);
        detector.Score("ab").ShouldBe(0);
        detector.Score("ab?").ShouldBe(Math.Pow(Math.Log(10), 2), 1e-5);
    }
}
