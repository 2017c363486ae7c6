using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Classification;

namespace ActorDetector.Detection.Tests.Classification;

public sealed class ClassifierDetectorTests
{
    private static readonly SessionDetectorKind Kind = SessionDetectors.Find("classifier")!;
    private static readonly ClassifierOptions Quick = new() { Units = 16, Epochs = 60, Batch = 16, LearningRate = 0.01 };

    [Fact]
    public void Sessions_are_told_apart_by_their_labels()
    {
        ISessionDetector detector = MadeSessions.Train(Kind, Quick);

        detector.Threshold.ShouldBe(0.5);
        detector.Score("abcd").ShouldBeLessThan(0.1);
        detector.Score("aeea").ShouldBeGreaterThan(0.9);
        detector.Score("aeeea").ShouldBeGreaterThan(0.5);
        detector.Explain("aeea").ShouldContain("most of all by <template e>");
    }

    [Fact]
    public void An_event_that_was_not_learned_from_is_an_even_chance()
    {
        ISessionDetector detector = MadeSessions.Train(Kind, Quick);

        detector.Score("ab?cd").ShouldBe(1 - ((1 - detector.Score("abcd")) / 2));
        detector.Score("?abcd?").ShouldBe(1 - ((1 - detector.Score("abcd")) / 4));
    }

    [Fact]
    public void Each_epoch_is_told_as_it_ends()
    {
        List<int> epochs = [];
        LabelledKeys[] sessions = [new([3, 4], Anomalous: false, Weight: 5), new([4, 3], Anomalous: true, Weight: 2)];

        SupervisedTraining.Train(Kind, sessions, 5, Quick with { Epochs = 3 }, new SessionTrainingTerms(1) { Progress = epoch => epochs.Add(epoch.Epoch) });

        epochs.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_sequence_that_is_labelled_both_ways_is_what_it_is_more_often()
    {
        LabelledKeys[] sessions =
            [new([3, 4], Anomalous: false, Weight: 5), new([3, 4], Anomalous: true, Weight: 6), new([4, 3], Anomalous: true, Weight: 5), new([4, 3], Anomalous: false, Weight: 6)];

        ISessionDetector detector = SupervisedTraining.Train(Kind, sessions, 5, Quick, new SessionTrainingTerms(1));

        var counter = new SessionCounter(5);
        detector.Score(counter.View([3, 4])).ShouldBeGreaterThan(0.5);
        detector.Score(counter.View([4, 3])).ShouldBeLessThan(0.5);
    }

    [Fact]
    public void Labels_must_be_there_for_each_session()
    {
        Kind.IsSupervised.ShouldBeTrue();
        Should.Throw<TrainingException>(() => Kind.Train(MadeSessions.Normal, null, new SessionTrainingTerms(1))).Message.ShouldContain("labels");
        Should.Throw<TrainingException>(() => Kind.Train(MadeSessions.Normal, null, new SessionTrainingTerms(1, [true])))
            .Message.ShouldContain("1 labels for 6");
    }

    [Theory]
    [InlineData(true, "no normal sequences")]
    [InlineData(false, "no anomalous sequences")]
    public void Both_kinds_of_sessions_must_be_there(bool label, string says) =>
        Should.Throw<TrainingException>(() => Kind.Train(MadeSessions.Of(("abcd", 3)), null, new SessionTrainingTerms(1, [label])))
            .Message.ShouldContain(says);

    [Fact]
    public void A_key_outside_the_vocabulary_is_refused()
    {
        DetectorState state = MadeSessions.Train(Kind, Quick).Keep();
        state.Json["learned-keys"] = new System.Text.Json.Nodes.JsonArray(MadeSessions.Vocabulary);

        Should.Throw<FormatException>(() => Kind.Read(state, MadeSessions.Vocabulary)).Message.ShouldContain("learned-keys");
    }
}
