using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.Baselines;

public sealed class NewEventDetectorTests
{
    [Theory]
    [InlineData("abcd", 0)]
    [InlineData("ab?cd", 1)]
    [InlineData("???", 3)]
    [InlineData("", 0)]
    public void The_score_is_how_many_events_training_never_had(string session, double score) =>
        MadeSessions.Train("new-event").Score(session).ShouldBe(score);

    [Fact]
    public void The_explanation_counts_them()
    {
        ISessionDetector detector = MadeSessions.Train("new-event");

        detector.Threshold.ShouldBe(0);
        detector.Explain("a??").ShouldBe("2 of its events have a template that training never had");
    }
}
