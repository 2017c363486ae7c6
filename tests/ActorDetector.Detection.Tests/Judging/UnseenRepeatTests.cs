using System.Text;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Tests.Unseen;

namespace ActorDetector.Detection.Tests.Judging;

public sealed class UnseenRepeatTests
{
    [Fact]
    public void A_line_of_an_unseen_template_is_told_once_and_then_counted()
    {
        LogJudge judge = Judge();

        judge.Judge(Block("a", "kernel panic 17", "kernel panic 18", "disk is on fire"));

        judge.Judgements.ShouldAllBe(judgement => judgement.Anomalous);
        Enumerable.Range(0, 3).Select(judge.Repeats).ShouldBe([false, true, false]);
        Enumerable.Range(0, 3).Select(judge.IsAnomalous).ShouldBe([true, true, true]);
    }

    [Fact]
    public void A_line_that_means_what_a_known_template_does_is_judged_by_its_key()
    {
        LogJudge judge = Judge();

        judge.Judge(Block("a", "Session was opened for the client 10.0.0.3"));

        MadeMeanings.TextOf(judge.Key(0)).ShouldBe("Session opened for client <IP>");
        (judge.Repeats(0), judge.Judgements[0].Anomalous).ShouldBe((false, false));
    }

    [Fact]
    public void A_session_whose_only_fault_was_told_before_is_anomalous_and_counted_and_not_told()
    {
        LogJudge judge = Judge();
        judge.Judge(Block("a", "kernel panic 17"));
        judge.Judge(Block("b", "kernel panic 18"));
        judge.JudgeEnd().ShouldBeTrue();

        judge.Endings.Select(ending => (ending.Verdict.Anomalous, ending.Verdict.Told, ending.Verdict.IsToBeTold)).ShouldBe([(true, true, false), (true, false, false)]);
    }

    [Fact]
    public void A_whole_vote_tells_it_all_the_same_with_a_line_that_can_be_shown()
    {
        LogJudge judge = Judge(new VotingDetector("made", new MadeDetector(_ => 1), VoteScale.At(0)));
        judge.Judge(Block("a", "kernel panic 17"));
        judge.Judge(Block("b", "kernel panic 18"));
        judge.JudgeEnd().ShouldBeTrue();
        Ending ending = judge.Endings[1];
        ModelBundle bundle = MadeModels.Bundle with { Templates = MadeMeanings.Known, Combination = Combination(new VotingDetector("made", new MadeDetector(_ => 1), VoteScale.At(0))) };

        Anomaly anomaly = new AnomalyWording(bundle, ["test.log"])
            .OfSession(ending, judge.EndingText, judge.EndingKeys(ending), judge.Expected(ending.Worst.Judgement));

        ending.Verdict.IsToBeTold.ShouldBeTrue();
        (anomaly.Raw, anomaly.Template, anomaly.Detector).ShouldBe(("kernel panic 18", null, "made"));
        anomaly.Rank.ShouldBeGreaterThan(0);
        anomaly.Probability.ShouldBeLessThan(1);
    }

    private static DetectorCombination Combination(params VotingDetector[] voters) => new(VoteScale.At(100), VoteScale.Silent, voters, NormalSessions: 9);

    private static LogJudge Judge(params VotingDetector[] voters) => new(
        MadeModels.Untrained(keys: MadeMeanings.Known.Templates.Count + LogKey.FirstTemplate, g: 100),
        Combination(voters),
        MadeModels.ByEntity,
        cacheMegabytes: 1,
        events: null,
        MadeMeanings.Resolver());

    private static EventBlock Block(string entity, params string[] lines)
    {
        var block = new EventBlock();
        block.Clear(0);
        foreach (string line in lines)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            block.Add(bytes, Encoding.UTF8.GetBytes(entity), bytes, new EventRow { Key = LogKey.Unseen, LineNumber = block.Count + 1, Weight = 1 });
        }

        return block;
    }
}
