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
    public void A_smaller_alpha_is_a_higher_threshold() =>
        MadeSessions.Train("pca", new ComponentOptions { ComponentVariance = 0.5, ComponentAlpha = 1e-6 }).Threshold!.Value
            .ShouldBeGreaterThan(MadeSessions.Train("pca", new ComponentOptions { ComponentVariance = 0.5, ComponentAlpha = 0.1 }).Threshold!.Value);
}
