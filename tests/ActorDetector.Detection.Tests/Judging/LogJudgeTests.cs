using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Judging;

public sealed class LogJudgeTests
{
    [Fact]
    public void A_session_as_training_had_it_is_no_anomaly()
    {
        Verdicts verdicts = Verdicts.Of(MadeModels.Bounded, "a:3 a:4 a:5 a:6");

        verdicts.Events.Count.ShouldBe(4);
        verdicts.Events.ShouldAllBe(verdict => !verdict.Anomalous && verdict.Rank == 1 && verdict.Expected == "");
        verdicts.Ends.ShouldHaveSingleItem().Verdict.ShouldSatisfyAllConditions(
            end => end.Anomalous.ShouldBeFalse(), end => end.Rank.ShouldBe(1), end => end.LogProbability.ShouldBeGreaterThan(-0.1f));
    }

    [Fact]
    public void A_key_that_does_not_follow_is_an_anomaly_with_its_rank_its_probability_and_what_was_expected()
    {
        var detector = new LogJudge(MadeModels.Bounded, MadeModels.ByEntity, cacheMegabytes: 1);

        detector.Judge(MadeEvents.Block("a:3 a:5"));

        Judgement judgement = detector.Judgements[1];
        judgement.Anomalous.ShouldBeTrue();
        judgement.Rank.ShouldBeInRange(2, 5);
        Math.Exp(judgement.LogProbability).ShouldBeInRange(0, 0.1);
        Prediction[] expected = detector.Expected(judgement).ToArray();
        expected[0].Key.ShouldBe(MadeModels.Read);
        expected[0].Probability.ShouldBeGreaterThan(0.9f);
        expected.Select(prediction => prediction.Probability).ShouldBeInOrder(SortDirection.Descending);
        // Five keys can come: four templates and END.
        expected.Select(prediction => (int)prediction.Key).Order().ShouldBe([1, 3, 4, 5, 6]);
        expected[judgement.Rank - 1].ShouldBe(new Prediction(MadeModels.Write, MathF.Exp(judgement.LogProbability)));
    }

    [Fact]
    public void An_unseen_template_is_always_an_anomaly_and_has_one_chance_in_one_more_than_the_training_events()
    {
        Verdict unseen = Verdicts.Of(MadeModels.Untrained(keys: 9, g: 9), "a:2").Events[0];

        unseen.Anomalous.ShouldBeTrue();
        unseen.Rank.ShouldBe(8);
        unseen.LogProbability.ShouldBe((float)Math.Log(1 / 100.0));
        unseen.Expected.Split(' ').Length.ShouldBe(LogJudge.MostExpected);
    }

    [Fact]
    public void The_first_event_of_a_session_is_judged()
    {
        Verdict first = Verdicts.Of(MadeModels.Bounded, "a:6").Events[0];

        first.Anomalous.ShouldBeTrue();
        first.Expected.ShouldStartWith("3:");
    }

    [Fact]
    public void Sessions_do_not_see_each_others_events()
    {
        Verdicts verdicts = Verdicts.Of(MadeModels.Bounded, "a:3 b:3 a:4 c:3 b:4 b:5 a:5 c:4 b:6 c:5 a:6 c:6");

        verdicts.Events.ShouldAllBe(verdict => !verdict.Anomalous);
        verdicts.Ends.ShouldAllBe(end => !end.Verdict.Anomalous);
        verdicts.Events.Select(verdict => verdict.Session).ShouldBe([0, 1, 0, 2, 1, 1, 0, 2, 1, 2, 0, 2]);
    }

    [Fact]
    public void A_session_that_goes_on_beyond_its_end_is_an_anomaly()
    {
        Verdict beyond = Verdicts.Of(MadeModels.Bounded, "a:3 a:4 a:5 a:6 a:4").Events[4];

        beyond.Anomalous.ShouldBeTrue();
        beyond.Expected.ShouldStartWith($"{LogKey.End}:");
    }

    [Fact]
    public void What_was_said_of_a_block_is_forgotten_with_the_next()
    {
        var detector = new LogJudge(MadeModels.Bounded, MadeModels.ByEntity, cacheMegabytes: 1);
        detector.Judge(MadeEvents.Block("a:6 a:6 b:6"));

        detector.Judge(MadeEvents.Block("c:3"));

        detector.Judgements.ShouldHaveSingleItem().Session.ShouldBe(2);
        detector.Endings.ShouldBeEmpty();
        detector.SessionsOpened.ShouldBe(3);
    }

    [Fact]
    public void An_opening_line_begins_a_session_with_an_empty_window()
    {
        var block = MadeEvents.Block("a:3 a:4 a:5 a:6");
        MadeEvents.Add(block, "a", MadeModels.Open, 5, opens: true);

        Verdicts verdicts = Verdicts.Of(MadeModels.Bounded, [block], new SessionOptions { SessionStart = "open" });

        verdicts.Events[4].ShouldSatisfyAllConditions(
            verdict => verdict.Session.ShouldBe(1), verdict => verdict.ShouldBe(verdicts.Events[0] with { Session = 1 }));
    }

    [Fact]
    public void A_detector_can_be_used_again_after_the_end()
    {
        var detector = new LogJudge(MadeModels.Bounded, MadeModels.ByEntity, cacheMegabytes: 1);
        detector.Judge(MadeEvents.Block("a:3"));
        detector.JudgeEnd().ShouldBeTrue();
        detector.JudgeEnd().ShouldBeFalse();

        detector.Judge(MadeEvents.Block("a:4"));

        detector.Judgements[0].Anomalous.ShouldBeTrue();
        detector.JudgeEnd().ShouldBeTrue();
        detector.Endings.ShouldHaveSingleItem().Session.ShouldBe(1);
        detector.JudgeEnd().ShouldBeFalse();
    }
}
