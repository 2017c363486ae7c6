using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.Evaluation;

public sealed class EvaluatorTests
{
    [Fact]
    public void Sessions_count_by_their_labels_verdicts_and_weights()
    {
        EvaluationReport report = Evaluate(
            [Normal("good", 10, 3, 4, 5, 6), Normal("noisy", 2, 3, 5, 4, 6), Odd("found", 3, 3, 4), Odd("missed", 4, 3, 4, 5, 6)]);

        report.Sessions.ShouldBe(new Confusion(TruePositives: 3, FalsePositives: 2, FalseNegatives: 4, TrueNegatives: 10));
        report.MissesByKind.ShouldBe(new Dictionary<string, long> { ["hidden"] = 4 });
        (report.G, report.ModelVersion, report.UnlabelledSessions, report.Lines).ShouldBe((1, MadeModels.Bundle.Version, 0, 14));
    }

    [Fact]
    public void A_sessions_worst_line_decides_whatever_else_it_holds()
    {
        SessionOutcome session = Judge([Normal("unseen", 1, 3, 2, 4)]).Sessions[0];

        session.WorstRank.ShouldBe(SessionOutcome.Unseen);
        session.IsAnomalousAt(int.MaxValue - 1).ShouldBeTrue();
        session.Keys.ShouldBe([3, 2, 4]);
    }

    [Fact]
    public void A_session_is_flagged_exactly_when_the_detector_told_an_anomaly()
    {
        var random = new Random(8);
        NextKeyModel model = MadeModels.Untrained(keys: 12, g: 9);
        EventBlock block = MadeEvents.Block(Enumerable.Range(0, 300).Select(_ => ($"e{random.Next(150)}", (ushort)random.Next(3, 12))));
        var outcomes = new SessionOutcomes(model.MaxEndSurprise);
        var detector = new LogJudge(model, MadeModels.ByEntity, cacheMegabytes: 1);
        var told = new HashSet<int>();
        detector.Judge(block);
        outcomes.Add(block, detector);
        told.UnionWith(detector.Judgements.Where(judgement => judgement.Anomalous).Select(judgement => judgement.Session));
        while (detector.JudgeEnd())
        {
            outcomes.AddEndings(detector);
            told.UnionWith(detector.Endings.Where(ending => ending.Judgement.Anomalous).Select(ending => ending.Session));
        }

        for (int session = 0; session < outcomes.Sessions.Count; session++)
            (outcomes.Sessions[session].IsAnomalous, outcomes.Sessions[session].IsAnomalousAt(model.G)).ShouldBe((told.Contains(session), told.Contains(session)));
        told.Count.ShouldBeInRange(1, outcomes.Sessions.Count - 1);
    }

    [Fact]
    public void A_larger_g_never_flags_more()
    {
        EvaluationReport report = Evaluate([Normal("good", 1, 3, 4, 5, 6), Normal("noisy", 2, 3, 5, 4, 6), Odd("odd", 3, 6, 3)]);

        report.Sweep.Select(point => point.G).ShouldBe([1, 2, 3, 4, 5]);
        report.Sweep[0].Confusion.ShouldBe(report.Sessions);
        report.Sweep.Select(point => point.Confusion.TruePositives + point.Confusion.FalsePositives).ShouldBeInOrder(SortDirection.Descending);
        report.Sweep.ShouldAllBe(point => point.Confusion.Total == 6);
    }

    [Fact]
    public void Plain_look_up_flags_what_training_never_had()
    {
        var seen = new SeenSessions();
        seen.Add([3, 4, 5, 6]);

        EvaluationReport report = Evaluate(
            [Normal("same", 1, 3, 4, 5, 6), Normal("shuffled", 2, 4, 3, 5, 6), Odd("other", 4, 3, 3), Odd("hidden", 8, 3, 4, 5, 6)], seen);

        report.Baseline.ShouldBe(new Confusion(TruePositives: 4, FalsePositives: 0, FalseNegatives: 8, TrueNegatives: 3));
        report.Verbatim.ShouldBe(new VerbatimCounts(Normal: 3, NormalSeen: 1, Anomalous: 12, AnomalousSeen: 8));
    }

    [Fact]
    public void A_session_without_a_label_counts_nowhere_but_is_told()
    {
        EvaluationReport report = Evaluate([Normal("good", 1, 3, 4, 5, 6), Odd("unlabelled", 5, 3, 3)]);

        report.UnlabelledSessions.ShouldBe(5);
        report.Sessions.Total.ShouldBe(1);
        report.Ranking!.Points[^1].Confusion.Total.ShouldBe(1);
        (report.Baseline!.Value.Total, report.Verbatim!.Value.Anomalous).ShouldBe((1, 0));
    }

    [Fact]
    public void Wrong_verdicts_are_told_heaviest_first_with_their_kind_and_line()
    {
        EvaluationReport report = Evaluate(
            [Normal("noisy", 2, 3, 5, 4, 6), Normal("unseen", 3, 3, 2, 4, 5), Normal("short", 4, 3, 4), Odd("missed", 5, 3, 4, 5, 6), Odd("found", 9, 3, 3)]);

        report.WrongVerdicts.Select(wrong => (wrong.Session, wrong.Anomalous, wrong.Weight)).ShouldBe(
            [("missed", true, 5), ("short", false, 4), ("unseen", false, 3), ("noisy", false, 2)]);
        report.WrongVerdicts.Select(wrong => wrong.Kind).ShouldBe(["hidden", "early end", "unseen template", "unexpected key"]);
        report.WrongVerdicts[0].Line.ShouldContain("missed");
        report.WrongVerdicts[1].Line.ShouldStartWith("(end) short 4");
    }

    [Fact]
    public void Lines_are_held_against_their_own_labels_where_any_is_labelled()
    {
        var block = new EventBlock();
        block.Clear(0);
        foreach ((ushort key, bool labelled) in new[] { (MadeModels.Open, false), (MadeModels.Close, true), (LogKey.Unseen, false), (MadeModels.Read, false) })
            MadeEvents.Add(block, "a", key, block.Count + 1, labelled);

        SessionOutcomes outcomes = Judge([block]);

        outcomes.HasLabelledLines.ShouldBeTrue();
        outcomes.Lines.TruePositives.ShouldBe(1);
        outcomes.Lines.FalsePositives.ShouldBeGreaterThanOrEqualTo(1);
        outcomes.Lines.Total.ShouldBe(4);
        outcomes.Sessions[0].HasLabelledLine.ShouldBeTrue();
        Evaluate([Normal("good", 1, 3, 4, 5, 6)]).LineVerdicts.ShouldBeNull();
    }

    [Fact]
    public void A_session_is_gathered_over_all_blocks()
    {
        SessionOutcomes outcomes = Judge([MadeEvents.Block("a:3 b:3"), MadeEvents.Block("a:4 b:6"), MadeEvents.Block("a:5 c:3 a:6")]);

        outcomes.Sessions.Select(session => session.Entity).ShouldBe(["a", "b", "c"]);
        outcomes.Sessions.Select(session => session.IsAnomalous).ShouldBe([false, true, true]);
        outcomes.Sessions[1].Score.ShouldBeGreaterThan(outcomes.Sessions[0].Score);
    }

    private static EventBlock Normal(string name, long weight, params ushort[] keys)
    {
        var block = new EventBlock();
        block.Clear(0);
        foreach (ushort key in keys)
            MadeEvents.Add(block, name, key, block.Count + 1, weight: weight);
        return block;
    }

    // Its name makes it an anomaly in LabelOf.
    private static EventBlock Odd(string name, long weight, params ushort[] keys) => Normal(name, weight, keys);

    private static SessionLabel? LabelOf(SessionOutcome session) => session.Entity switch
    {
        "unlabelled" => null,
        "found" or "missed" or "odd" or "other" or "hidden" => new SessionLabel(true, "hidden"),
        _ => new SessionLabel(false),
    };

    private static EvaluationReport Evaluate(EventBlock[] sessions, SeenSessions? seen = null) =>
        Evaluator.Evaluate(MadeModels.Bundle with { Seen = seen ?? new SeenSessions() }, Judge(sessions), LabelOf, ["test.log"], "by name");

    private static SessionOutcomes Judge(EventBlock[] blocks)
    {
        var detector = new LogJudge(MadeModels.Bounded, MadeModels.ByEntity, cacheMegabytes: 1);
        var outcomes = new SessionOutcomes(MadeModels.Bounded.MaxEndSurprise);
        foreach (EventBlock block in blocks)
        {
            detector.Judge(block);
            outcomes.Add(block, detector);
            outcomes.AddEndings(detector);
        }

        while (detector.JudgeEnd())
            outcomes.AddEndings(detector);
        return outcomes;
    }
}
