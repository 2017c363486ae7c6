using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Tests.Detectors;

/// <summary>What every detector of sessions that is registered does.</summary>
public sealed class SessionDetectorTests
{
    private const string Strange = "??ddccbbaa??ee??dd";

    // These say how many, and not which.
    private static readonly string[] NameNoTemplate = ["new-event", "length", "seen-counts"];

    // To these nothing was ever seen when there were no sessions.
    private static readonly string[] LearnFromNothing = ["new-event", "seen-counts", "ngram"];

    private static readonly string[] Sessions = ["abcd", "abbcd", "dcba", "abc", "aaaaaa", "abcd?", "", Strange];

    public static TheoryData<string> Kinds => [.. SessionDetectors.All.Select(kind => kind.Name)];

    public static TheoryData<string> KindsWithTensors => [.. SessionDetectors.All.Select(kind => kind.Name).Where(name => MadeSessions.Trained(name).Keep().Tensors.Count > 0)];

    [Fact]
    public void No_two_kinds_have_the_same_name() => SessionDetectors.All.Select(kind => kind.Name).ShouldBeUnique();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_session_like_training_scores_less_than_a_strange_one(string name)
    {
        ISessionDetector detector = MadeSessions.Trained(name);

        detector.Score("abcd").ShouldBeLessThan(detector.Score(Strange));
        if (detector.Threshold is { } threshold)
        {
            detector.Score("abcd").ShouldBeLessThanOrEqualTo(threshold);
            detector.Score(Strange).ShouldBeGreaterThan(threshold);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_unseen_event_never_makes_a_session_less_anomalous(string name)
    {
        ISessionDetector detector = MadeSessions.Trained(name);

        foreach (string session in new[] { "abcd", "abbcd", "acd" })
            detector.Score(session + "?").ShouldBeGreaterThanOrEqualTo(detector.Score(session));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_kept_and_read_has_the_same_scores_bit_for_bit(string name)
    {
        ISessionDetector detector = MadeSessions.Trained(name);
        ISessionDetector read = SessionDetectors.Find(name)!.Read(Written(detector.Keep()), MadeSessions.Vocabulary);

        read.Threshold.ShouldBe(detector.Threshold);
        foreach (string session in Sessions)
        {
            Bits(read.Score(session)).ShouldBe(Bits(detector.Score(session)));
            read.Explain(session).ShouldBe(detector.Explain(session));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_seed_gives_the_same_scores(string name)
    {
        ISessionDetector first = MadeSessions.Train(name, seed: 5), second = MadeSessions.Train(name, seed: 5);

        foreach (string session in Sessions)
            Bits(second.Score(session)).ShouldBe(Bits(first.Score(session)));
    }

    [Theory]
    [InlineData("isolation-forest")]
    [InlineData("autoencoder")]
    [InlineData("lstm-autoencoder")]
    [InlineData("forest-autoencoder")]
    [InlineData("autoencoder-forest-autoencoder")]
    [InlineData("classifier")]
    public void Another_seed_is_another_training(string name) =>
        MadeSessions.Train(name, seed: 6).Score("dcba").ShouldNotBe(MadeSessions.Train(name, seed: 5).Score("dcba"));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Many_threads_may_ask_at_once(string name)
    {
        ISessionDetector detector = MadeSessions.Trained(name);
        double[] scores = [.. Sessions.Select(detector.Score)];

        Parallel.For(0, 64, i => Bits(detector.Score(Sessions[i % Sessions.Length])).ShouldBe(Bits(scores[i % Sessions.Length])));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_explanation_is_a_sentence_that_names_a_template(string name)
    {
        string explanation = MadeSessions.Trained(name).Explain(Strange);

        explanation.ShouldNotBeNullOrWhiteSpace();
        explanation.ShouldNotContain("\n");
        explanation.ShouldNotEndWith(".");
        explanation.Contains("<template ", StringComparison.Ordinal).ShouldBe(!NameNoTemplate.Contains(name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_session_has_a_score_and_an_explanation(string name)
    {
        ISessionDetector detector = MadeSessions.Trained(name);

        foreach (string session in Sessions)
        {
            double.IsFinite(detector.Score(session)).ShouldBeTrue(session);
            detector.Explain(session).ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Too_little_to_learn_from_ends_in_scores_or_in_a_message(string name)
    {
        SessionDetectorKind kind = SessionDetectors.Find(name)!;
        foreach (WeightedSessions sessions in new[]
        {
            MadeSessions.Of(("abcd", 1)), MadeSessions.Of(("a", 1)), MadeSessions.Of(("a", 100)), MadeSessions.Of(("?", 3)), MadeSessions.Of(("abcd", 3), ("dcba", 4)),
        })
        {
            var terms = new SessionTrainingTerms(1, kind.IsSupervised ? [.. sessions.Sequences.Select(_ => false)] : null);
            if (kind.IsSupervised)
            {
                Should.Throw<TrainingException>(() => kind.Train(sessions, null, terms)).Message.ShouldContain("anomalous");
                continue;
            }

            ISessionDetector detector = kind.Train(sessions, null, terms);
            foreach (string session in Sessions)
                double.IsFinite(detector.Score(session)).ShouldBeTrue(session);
            kind.Read(Written(detector.Keep()), MadeSessions.Vocabulary).Score(Strange).ShouldBe(detector.Score(Strange));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_sessions_there_is_nothing_to_learn(string name)
    {
        SessionDetectorKind kind = SessionDetectors.Find(name)!;
        if (LearnFromNothing.Contains(name))
            double.IsFinite(kind.Train(MadeSessions.Of(), null, new SessionTrainingTerms(1)).Score("abcd")).ShouldBeTrue();
        else
            Should.Throw<TrainingException>(() => kind.Train(MadeSessions.Of(), null, new SessionTrainingTerms(1, []))).Message.ShouldContain("no ");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_training_that_is_stopped_stops_or_is_done(string name)
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        SessionDetectorKind kind = SessionDetectors.Find(name)!;
        var terms = new SessionTrainingTerms(1, [false, false, false, false, false, false, true, true], stop.Token);

        if (kind.Folds < 5)
            Should.Throw<OperationCanceledException>(() => kind.Train(MadeSessions.Labelled, null, terms));
    }

    [Theory]
    [MemberData(nameof(KindsWithTensors))]
    public void Damaged_numbers_are_refused(string name)
    {
        SessionDetectorKind kind = SessionDetectors.Find(name)!;
        DetectorState state = MadeSessions.Trained(name).Keep();

        Should.Throw<FormatException>(() => kind.Read(state, MadeSessions.Vocabulary + 1));
        foreach ((string tensor, Tensor value) in state.Tensors)
        {
            Should.Throw<FormatException>(() => kind.Read(With(state, tensor, null), MadeSessions.Vocabulary));
            Should.Throw<FormatException>(() => kind.Read(With(state, tensor, new Tensor(value.Shape, [float.NaN, .. value.Values.Skip(1)])), MadeSessions.Vocabulary));
            Should.Throw<FormatException>(() => kind.Read(With(state, tensor, new Tensor([0, 0], [])), MadeSessions.Vocabulary));
            Should.Throw<FormatException>(() => kind.Read(With(state, tensor, new Tensor([.. value.Shape, 1, 1], value.Values)), MadeSessions.Vocabulary));
        }
    }

    [Theory]
    [InlineData("autoencoder")]
    [InlineData("forest-autoencoder")]
    [InlineData("autoencoder-forest-autoencoder")]
    [InlineData("lstm-autoencoder")]
    [InlineData("classifier")]
    public void A_state_without_its_text_is_refused(string name)
    {
        DetectorState state = MadeSessions.Trained(name).Keep();
        foreach ((string property, _) in state.Json)
        {
            foreach (JsonNode? value in new JsonNode?[] { null, "9", 0 })
            {
                JsonObject json = state.Json.DeepClone().AsObject();
                json[property] = value?.DeepClone();
                Should.Throw<FormatException>(() => SessionDetectors.Find(name)!.Read(state with { Json = json }, MadeSessions.Vocabulary));
            }
        }
    }

    private static DetectorState With(DetectorState state, string name, Tensor? tensor)
    {
        Dictionary<string, Tensor> tensors = new(state.Tensors);
        if (tensor is null)
            tensors.Remove(name);
        else
            tensors[name] = tensor;
        return state with { Tensors = tensors };
    }

    // As it is in a bundle.
    private static DetectorState Written(DetectorState state)
    {
        using MemoryStream stream = new();
        Safetensors.Write(stream, state.Tensors);
        stream.Position = 0;
        return new DetectorState(JsonNode.Parse(state.Json.ToJsonString())!.AsObject(), Safetensors.Read(stream));
    }

    private static long Bits(double score) => BitConverter.DoubleToInt64Bits(score);
}
