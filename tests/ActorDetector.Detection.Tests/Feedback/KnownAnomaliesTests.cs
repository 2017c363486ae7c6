using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.Feedback;

public sealed class KnownAnomaliesTests
{
    [Fact]
    public void A_session_marked_as_anomalous_is_told_with_the_reason_even_if_it_is_usual()
    {
        ModelBundle bundle = MadeFeedback.Bounded(g: 2, "length");
        bundle = bundle.With(MadeFeedback.Take(bundle, [], ["open read write close"]).Marked);

        Anomaly told = Told(bundle, "a:3 a:4 a:5 a:6").ShouldHaveSingleItem();

        told.Kind.ShouldBe(AnomalyKind.MarkedAnomalous);
        told.Detectors.ShouldBe(["marked"]);
        told.Explanation.ShouldBe("The session of 4 events is one that a person marked as anomalous");
    }

    [Fact]
    public void A_marked_session_of_which_a_line_is_told_is_told_all_the_same()
    {
        ModelBundle bundle = MadeFeedback.Bounded(g: 1);
        bundle = bundle.With(MadeFeedback.Take(bundle, [], ["open write write close"]).Marked);

        Told(bundle, "a:3 a:5 a:5 a:6").Select(anomaly => anomaly.Kind).ShouldContain(AnomalyKind.MarkedAnomalous);
        Told(bundle, "a:3 a:5 a:5 a:5 a:6").Select(anomaly => anomaly.Kind).ShouldNotContain(AnomalyKind.MarkedAnomalous);
    }

    [Fact]
    public void Of_an_unbounded_session_what_training_never_had_is_told_line_by_line()
    {
        ModelBundle bundle = MadeFeedback.Unbounded();
        bundle = bundle.With(MadeFeedback.Take(bundle, [], ["open read write close open close"]).Marked);

        // Close behind write, close, open is what only the marked session had.
        Anomaly[] told = [.. Told(bundle, "h:3 h:4 h:5 h:6 h:3 h:6").Where(anomaly => anomaly.Kind == AnomalyKind.MarkedAnomalous)];

        Anomaly only = told.ShouldHaveSingleItem();
        only.LineNumber.ShouldBe(6);
        only.Explanation.ShouldStartWith("A person marked this line after those before it as anomalous");
        Told(bundle, "h:3 h:4 h:5 h:6 h:3 h:4").ShouldBeEmpty();
    }

    private static List<Anomaly> Told(ModelBundle bundle, string events)
    {
        var judge = new LogJudge(bundle.NextKey, bundle.Combination, MadeModels.ByEntity, cacheMegabytes: 1);
        var wording = new AnomalyWording(bundle, ["log"]);
        List<Anomaly> told = [];
        var block = MadeEvents.Block(events);
        judge.Judge(block);
        for (int i = 0; i < block.Count; i++)
        {
            if (judge.Judgements[i].Anomalous)
                told.Add(wording.OfEvent(block, i, block[i].Key, judge.Judgements[i], judge.Expected(judge.Judgements[i])));
        }

        while (judge.JudgeEnd())
        {
            foreach (Ending ending in judge.Endings)
            {
                if (ending.Verdict.IsToBeTold)
                    told.Add(wording.OfSession(ending, judge.EndingText, judge.EndingKeys(ending), judge.Expected(ending.Worst.Judgement)));
            }
        }

        return told;
    }
}
