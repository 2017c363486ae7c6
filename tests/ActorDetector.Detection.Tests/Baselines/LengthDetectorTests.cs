using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.Baselines;

public sealed class LengthDetectorTests
{
    // Training has sessions of three to six events: one of a single event is ln (4 / 2) away, one of thirteen ln (14 / 7), an empty one ln (4 / 1).
    [Theory]
    [InlineData(3, 0)]
    [InlineData(6, 0)]
    [InlineData(1, 0.6931471805599453)]
    [InlineData(13, 0.6931471805599453)]
    [InlineData(0, 1.3862943611198906)]
    public void The_score_is_the_logarithm_of_the_ratio_to_the_nearest_length_of_training(int events, double score) =>
        MadeSessions.Train("length").Score(new string('a', events)).ShouldBe(score, 1e-12);

    [Fact]
    public void The_explanation_tells_the_lengths() =>
        MadeSessions.Train("length").Explain("a").ShouldBe("it has 1 events; in training sessions had 3 to 6");

    [Theory]
    [InlineData(4, 3)]
    [InlineData(-1, 3)]
    public void Lengths_that_are_none_are_refused(int shortest, int longest) => Should.Throw<FormatException>(() =>
        SessionDetectors.Find("length")!.Read(new DetectorState(new JsonObject { ["shortest"] = shortest, ["longest"] = longest }), MadeSessions.Vocabulary));

    [Fact]
    public void The_longest_length_there_is_does_no_harm()
    {
        ISessionDetector detector = SessionDetectors.Find("length")!.Read(
            new DetectorState(new JsonObject { ["shortest"] = 0, ["longest"] = int.MaxValue }), MadeSessions.Vocabulary);

        detector.Score("abc").ShouldBe(0);
    }
}
