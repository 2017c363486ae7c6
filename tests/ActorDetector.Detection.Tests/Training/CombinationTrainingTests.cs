using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Training;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Training;

public sealed class CombinationTrainingTests
{
    private const int Sessions = 50;

    // Session n, from 1, has n reads: no two are the same.
    private static readonly Lazy<(IReadOnlyList<TrainingSession> Sessions, TrainedNextKey NextKey)> Growing = new(() => Learn(new SessionOptions { SessionId = "x" }));

    [Fact]
    public void Every_session_is_scored_once_by_a_detector_that_did_not_learn_it()
    {
        var kind = new MadeKind("memory", learned => new MadeDetector(keys => learned.Sequences.Any(other => other.SequenceEqual(keys)) ? 1 : 0));

        TrainedDetector trained = Train(0.1, kind).Detectors.Single();

        trained.FalsePositives.ShouldBe(0);
        trained.Voter.Scale.Threshold.ShouldBe(0); // and not 1, which it says of all that it learned
        (WeightedSessions learned, MadeDetector detector) = kind.Trained.Single(one => one.Learned.Count == Sessions);
        detector.ShouldBeSameAs(trained.Voter.Detector);
        learned.Weights.Sum().ShouldBe(Sessions);
        kind.Trained.Where(one => one.Detector != detector).Select(one => (one.Learned.Count, one.Detector.Asked.Count)).ShouldBe(Enumerable.Repeat((40, 10), 5));
        kind.Trained.SelectMany(one => one.Detector.Asked.Select(keys => keys.Length)).Order().ShouldBe(Enumerable.Range(4, Sessions));
    }

    [Fact]
    public void Detectors_that_give_votes_on_the_same_sessions_share_one_and_strangers_have_one_each()
    {
        TrainedCombination trained = Train(0.1, Kind("long", keys => keys.Length), Kind("as long", keys => 2 * keys.Length), Kind("short", keys => -keys.Length));

        trained.Detectors.Select(one => one.Voter.Scale.Weight).ShouldBe([0.5, 0.5, 1]);
        trained.Detectors.ShouldAllBe(one => one.FalsePositives == 0.1);
    }

    // Of 50 sessions 1 to 10 and 6 to 15 have votes: 5 both, so phi = (50 * 5 - 10 * 10) / (10 * 40) = 0.375.
    [Fact]
    public void Half_an_agreement_takes_its_share_of_the_weight()
    {
        TrainedCombination trained = Train(0.2, Kind("first ten", keys => keys.Length <= 13 ? 1 + keys.Length : 0), Kind("next ten", keys => keys.Length is > 8 and <= 18 ? 1 + keys.Length : 0));

        trained.Detectors.ShouldAllBe(one => Math.Abs(one.Voter.Scale.Weight - (1 / 1.375)) < 1e-12);
    }

    [Fact]
    public void A_detector_alone_goes_by_the_threshold_of_its_method() =>
        Train(0.1, new MadeKind("alone", _ => new MadeDetector(keys => keys.Length, threshold: 20))).Detectors.Single().Voter.Scale.ShouldBe(VoteScale.At(20));

    [Fact]
    public void A_detector_alone_without_a_threshold_goes_by_where_it_is_sure()
    {
        VoteScale scale = Train(0.1, Kind("alone", keys => keys.Length)).Detectors.Single().Voter.Scale;

        scale.ShouldBe(VoteScale.At(Sessions + 3));
    }

    [Fact]
    public void Too_few_sessions_to_hold_any_back_leave_a_detector_the_threshold_of_its_method()
    {
        TrainedNextKey nextKey = Growing.Value.NextKey;

        TrainedCombination trained = Train([.. Growing.Value.Sessions.Take(4)], nextKey, 0.1, Kind("none", keys => keys.Length), new MadeKind("own", _ => new MadeDetector(keys => keys.Length, threshold: 9)));

        trained.Detectors[0].Voter.Scale.IsSilent.ShouldBeTrue();
        trained.Detectors[1].Voter.Scale.ShouldBe(VoteScale.At(9));
        (double.IsNaN(trained.Detectors[0].FalsePositives), double.IsNaN(trained.FalsePositives)).ShouldBe((true, true));
    }

    [Fact]
    public void What_a_limit_cut_is_not_learned_from()
    {
        (IReadOnlyList<TrainingSession> sessions, TrainedNextKey nextKey) = Learn(new SessionOptions { SessionId = "x", MaxSessionLength = 20 });
        var kind = Kind("made", keys => keys.Length);

        TrainedCombination trained = Train(sessions, nextKey, 0.1, kind);

        int whole = sessions.Count(session => !session.IsCut);
        whole.ShouldBeInRange(1, sessions.Count - 1);
        trained.Combination.NormalSessions.ShouldBe(whole);
        kind.Trained.Max(one => one.Learned.Weights.Sum()).ShouldBe(whole);
        kind.Trained.ShouldAllBe(one => one.Learned.Sequences.All(keys => keys.Last() == MadeModels.Close));
    }

    [Fact]
    public void Sessions_that_were_all_cut_are_refused_with_what_to_raise()
    {
        (IReadOnlyList<TrainingSession> sessions, TrainedNextKey nextKey) = Learn(new SessionOptions { SessionId = "x", MaxSessionLength = 20 });

        Should.Throw<TrainingException>(() => Train([.. sessions.Where(session => session.IsCut)], nextKey, 0.1, Kind("made", _ => 0)))
            .Message.ShouldContain("--max-session-length");
    }

    [Fact]
    public void What_only_explains_never_votes()
    {
        (IReadOnlyList<TrainingSession> sessions, TrainedNextKey nextKey) = Growing.Value;

        TrainedCombination trained = CombinationTraining.Explain(Train(0.1, Kind("made", _ => 0)), sessions, nextKey, Kind("silent", _ => 99), null, seed: 1);

        trained.Combination.Detectors.Select(voter => (voter.Name, voter.Scale.IsSilent)).ShouldBe([("made", false), ("silent", true)]);
        double.IsNaN(trained.Detectors[1].FalsePositives).ShouldBeTrue();
    }

    [Fact]
    public void The_same_sessions_give_the_same_combination()
    {
        TrainedCombination one = Train(0.1, Kind("long", keys => keys.Length)), other = Train(0.1, Kind("long", keys => keys.Length));

        (other.Combination.Rank, other.Combination.End, other.Detectors[0].Voter.Scale).ShouldBe((one.Combination.Rank, one.Combination.End, one.Detectors[0].Voter.Scale));
    }

    private static MadeKind Kind(string name, Func<ushort[], double> score) => new(name, _ => new MadeDetector(score));

    private static TrainedCombination Train(double falsePositives, params MadeKind[] kinds) =>
        Train(Growing.Value.Sessions, Growing.Value.NextKey, falsePositives, kinds);

    private static TrainedCombination Train(IReadOnlyList<TrainingSession> sessions, TrainedNextKey nextKey, double falsePositives, params MadeKind[] kinds) =>
        CombinationTraining.Train(
            sessions,
            nextKey,
            [.. kinds.Select(kind => ((SessionDetectorKind)kind, (object?)null))],
            nextKeyVotes: false,
            new NextKeyOptions { Window = 5, G = 1, FalsePositives = falsePositives },
            seed: 1);

    private static (IReadOnlyList<TrainingSession> Sessions, TrainedNextKey NextKey) Learn(SessionOptions options)
    {
        EventBlock block = MadeEvents.Block(Enumerable.Range(1, Sessions).SelectMany(number =>
            Enumerable.Repeat(MadeModels.Read, number).Prepend(MadeModels.Open).Append(MadeModels.Write).Append(MadeModels.Close).Select(key => ($"s{number}", key))));
        IReadOnlyList<TrainingSession> sessions = MadeModels.Collect(block, options: options).Sessions;
        return (sessions, MadeModels.Train(sessions, bounded: true, training: MadeModels.Quick with { MaxEpochs = 1 }));
    }
}
