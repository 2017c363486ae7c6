using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Tests.Reports;

internal static class SampleReport
{
    public static EvaluationReport Smallest { get; } = new()
    {
        Inputs = ["a.log"],
        Labels = "labels.csv",
        ModelVersion = "m1",
        G = 9,
        Sessions = new Confusion(95, 5, 3, 900),
    };

    public static EvaluationReport Full { get; } = Smallest with
    {
        Lines = 20_000,
        LineVerdicts = new Confusion(10, 2, 4, 1000),
        Sweep = [new SweepPoint(1, new Confusion(98, 100, 0, 805)), new SweepPoint(9, new Confusion(95, 5, 3, 900)), new SweepPoint(20, new Confusion(50, 1, 48, 904))],
        Ranking = new Ranking([new ScoredLabel(3, true), new ScoredLabel(2, false), new ScoredLabel(1, true), new ScoredLabel(0, false)]),
        Baseline = new Confusion(98, 13, 0, 892),
        Verbatim = new VerbatimCounts(905, 805, 98, 2),
        MissesByKind = new Dictionary<string, long> { ["every key expected"] = 3 },
        WrongVerdicts =
        [
            new WrongVerdict("blk_1", true, "every key expected", 1.5, "terminating <script>alert(1)</script> & \e[2J", 2),
            new WrongVerdict("blk_2\" onload=\"x", false, "unseen template", 7.25, "odd line"),
        ],
    };
}
