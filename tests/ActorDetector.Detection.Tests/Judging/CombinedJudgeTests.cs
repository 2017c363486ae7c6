using System.Globalization;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Judging;

public sealed class CombinedJudgeTests
{
    // Every rank but the first is half a vote and more, none is a whole one.
    private static readonly VoteScale Unsure = new(1, 100);

    private static readonly VotingDetector OfFives = Voter("fives", keys => keys.Length == 5 ? 1 : 0);

    [Fact]
    public void A_session_that_only_one_detector_of_sessions_finds_is_told_at_its_end_with_its_most_surprising_line_its_keys_and_reasons()
    {
        (List<Anomaly> found, ushort[] keys) = Find(Silently(OfFives), MadeEvents.Block("a:3 b:3 a:4 b:4 a:3 b:5 a:5 b:6 a:6", firstLine: 7));

        Anomaly anomaly = found.ShouldHaveSingleItem();
        (anomaly.Kind, anomaly.Detector, anomaly.Entity, anomaly.Session).ShouldBe((AnomalyKind.StrangeSession, "fives", "a", "a#1"));
        anomaly.Detectors.ShouldBe(["fives"]);
        keys.ShouldBe([3, 4, 3, 5, 6]);
        // The second open is what never follows.
        (anomaly.LineNumber, anomaly.Raw, anomaly.LogKey, anomaly.Template).ShouldBe((11, "a 3 line 11", MadeModels.Open, "open"));
        anomaly.Rank.ShouldBeGreaterThan(1);
        anomaly.Expected[0].Template.ShouldBe("write");
        anomaly.Explanation.ShouldBe("The session of 5 events is not like those in training; fives: made of 5 keys");
        anomaly.Score.ShouldBeGreaterThanOrEqualTo(Math.Log(101));
    }

    [Fact]
    public void A_weak_anomaly_of_the_next_key_model_is_not_told_alone() =>
        Find(Unsurely(OfFives), MadeEvents.Block("a:3 a:4 a:3 a:6")).Found.ShouldBeEmpty();

    [Fact]
    public void A_weak_anomaly_of_the_next_key_model_is_told_with_a_second_weak_vote()
    {
        VotingDetector weak = OfFives with { Scale = new VoteScale(0, 100) };

        Find(Unsurely(weak), MadeEvents.Block("a:3 a:4 a:5 a:6 b:3 b:4 b:5 b:6 b:6")).Found.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            anomaly => anomaly.Entity.ShouldBe("b"),
            anomaly => anomaly.Detectors.ShouldBe(["next-key", "fives"]),
            anomaly => anomaly.Detector.ShouldBe("next-key"),
            anomaly => anomaly.Explanation.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"next-key: this line ranks {anomaly.Rank} by probability")),
            anomaly => anomaly.Explanation.ShouldEndWith("; fives: made of 5 keys"));
        Find(Silently(weak), MadeEvents.Block("b:3 b:4 b:5 b:6 b:6")).Found.ShouldBeEmpty();
    }

    [Fact]
    public void A_weak_surprise_of_the_end_is_told_as_that_of_the_end()
    {
        DetectorCombination combination = new(VoteScale.Silent, new VoteScale(0.5, 1_000), [Voter("threes", keys => keys.Length == 3 ? 1 : 0) with { Scale = new VoteScale(0, 9) }], 100);

        Find(combination, MadeEvents.Block("a:3 a:4 a:5")).Found.ShouldHaveSingleItem().Explanation.ShouldContain("next-key: its end ranks ");
    }

    [Fact]
    public void What_was_told_at_once_is_not_told_again_at_the_end()
    {
        DetectorCombination combination = Silently(OfFives) with { Rank = VoteScale.At(1) };

        Find(combination, MadeEvents.Block("a:3 a:4 a:3 a:5 a:6")).Found.ShouldAllBe(anomaly => anomaly.Kind != AnomalyKind.StrangeSession);
        CombinedVerdict.Of(MadeModels.Bounded, combination, [MadeEvents.Block("a:3 a:4 a:3 a:5 a:6")]).Single().Verdict.ShouldSatisfyAllConditions(
            verdict => verdict.Anomalous.ShouldBeTrue(), verdict => verdict.Told.ShouldBeTrue(), verdict => verdict.IsToBeTold.ShouldBeFalse());
    }

    [Fact]
    public void A_detector_without_a_vote_says_where_the_session_left_the_usual_way()
    {
        DetectorCombination combination = Silently(OfFives, new VotingDetector("way", new MadeDetector(_ => 1, threshold: 0), VoteScale.Silent));

        Find(combination, MadeEvents.Block("a:3 a:4 a:3 a:5 a:6")).Found.Single().ShouldSatisfyAllConditions(
            anomaly => anomaly.Detectors.ShouldBe(["fives"]),
            anomaly => anomaly.Explanation.ShouldEndWith("fives: made of 5 keys; way: made of 5 keys"));
    }

    [Fact]
    public void The_line_told_is_shown_with_its_own_input_and_time()
    {
        var noon = new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);
        EventBlock[] blocks = [.. new ushort[][] { [3, 4, 3], [5, 6] }.Select((keys, source) =>
        {
            var block = new EventBlock();
            block.Clear(source);
            for (int i = 0; i < keys.Length; i++)
                block.Add("line"u8, "a"u8, [], new EventRow { Key = keys[i], LineNumber = i + 1, Time = noon.AddHours(source).AddMinutes(i).Ticks, Weight = 1 });
            return block;
        })];

        Anomaly anomaly = Find(Silently(OfFives), blocks).Found.Single();

        (anomaly.Source, anomaly.LineNumber, anomaly.Time).ShouldBe(("first.log", 3, noon.AddMinutes(2)));
    }

    [Fact]
    public void A_session_of_nothing_but_unseen_events_shows_the_first()
    {
        DetectorCombination combination = Silently(Voter("all", _ => 1));
        var judge = new LogJudge(MadeModels.Bounded, combination, MadeModels.ByEntity, cacheMegabytes: 1);

        judge.Judge(MadeEvents.Block("a:2 a:2"));

        // It was told when it came.
        judge.Judgements.ShouldAllBe(judgement => judgement.Anomalous);
        judge.JudgeEnd().ShouldBeTrue();
        judge.Endings[0].Verdict.IsToBeTold.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 3)]
    [InlineData(7, 1)]
    [InlineData(100, 1)]
    public void Windows_of_a_count_vote_as_wholes_the_last_included(int count, int windows)
    {
        List<CombinedVerdict> verdicts = CombinedVerdict.Of(
            MadeModels.Unbounded, Silently(Voter("all", _ => 1)), [MadeEvents.Block("h:3 h:4 h:5 h:6 h:3 h:4 h:5")], new SessionOptions { SessionCount = count });

        verdicts.Count.ShouldBe(windows);
        verdicts.ShouldAllBe(verdict => verdict.Verdict.Votes == 1 && verdict.Verdict.IsToBeTold);
        // Its end means nothing, whoever votes.
        verdicts.ShouldAllBe(verdict => verdict.End.Rank == 0);
    }

    [Fact]
    public void Windows_of_a_span_vote_as_wholes_the_last_included()
    {
        var block = new EventBlock();
        block.Clear(0);
        for (int minute = 0; minute < 5; minute++)
            block.Add("line"u8, "h"u8, [], new EventRow { Key = 3, LineNumber = minute + 1, Time = TimeSpan.FromMinutes(minute).Ticks, Weight = 1 });

        List<CombinedVerdict> verdicts = CombinedVerdict.Of(
            MadeModels.Unbounded, Silently(Voter("all", _ => 1)), [block], new SessionOptions { SessionSpan = TimeSpan.FromMinutes(2) });

        verdicts.Select(verdict => (verdict.Reason, verdict.Keys, verdict.Verdict.Votes)).ShouldBe(
            [(CloseReason.Span, "3 3", 1), (CloseReason.Span, "3 3", 1), (CloseReason.EndOfInput, "3", 1)]);
    }

    [Theory]
    [InlineData(2, int.MaxValue, CloseReason.Length)]
    [InlineData(int.MaxValue, 1, CloseReason.Evicted)]
    public void Sessions_that_a_limit_cut_have_no_votes(int length, int open, CloseReason reason)
    {
        List<CombinedVerdict> verdicts = CombinedVerdict.Of(
            MadeModels.Bounded,
            Silently(Voter("all", _ => 1)),
            [MadeEvents.Block("a:3 a:4 a:5 b:3")],
            MadeModels.ByEntity with { MaxSessionLength = length, MaxOpenSessions = Math.Min(open, 1_000) });

        verdicts.Where(verdict => verdict.Reason == reason).ShouldNotBeEmpty();
        foreach (CombinedVerdict verdict in verdicts)
            verdict.Verdict.IsToBeTold.ShouldBe(verdict.Reason == CloseReason.EndOfInput);
    }

    [Fact]
    public void Endless_sessions_are_not_judged_as_wholes() => CombinedVerdict.Of(
        MadeModels.Unbounded, Silently(Voter("all", _ => 1)), [MadeEvents.Block("h:3 h:4")], new SessionOptions()).ShouldHaveSingleItem().Verdict.ShouldBe(default);

    [Fact]
    public void Of_a_very_long_session_the_first_hundred_thousand_keys_are_judged_and_others_keep_theirs()
    {
        var detector = new MadeDetector(keys => keys.Length > 4 ? 1 : 0);
        EventBlock[] blocks = [.. Enumerable.Range(0, 100).Select(number => MadeEvents.Block(
            Enumerable.Range(0, 1_001).Select(i => ("long", (ushort)(3 + (i % 4)))).Append(($"short{number % 25}", (ushort)(3 + (number / 25)))))), MadeEvents.Block("short0:3 short0:3")];

        List<CombinedVerdict> verdicts = CombinedVerdict.Of(MadeModels.Bounded, Silently(new VotingDetector("made", detector, VoteScale.At(0))), blocks);

        detector.Asked.Select(keys => keys.Length).Distinct().ShouldBe([100_000, 6, 4], ignoreOrder: true);
        verdicts.Single(verdict => verdict.Entity == "long").Verdict.Votes.ShouldBe(1);
        verdicts.Single(verdict => verdict.Entity == "short7").Keys.ShouldBe("3 4 5 6");
    }

    [Fact]
    public void A_long_session_without_a_vote_is_closed_without_its_keys()
    {
        EventBlock block = MadeEvents.Block(Enumerable.Range(0, 5_000).Select(i => ("a", (ushort)(3 + (i % 4)))));

        CombinedVerdict.Of(MadeModels.Bounded, Silently(Voter("none", _ => 0)), [block]).Single().Keys.ShouldBeEmpty();
        CombinedVerdict.Of(MadeModels.Bounded, Silently(Voter("all", _ => 1)), [block]).Single().Keys.Length.ShouldBe((5_000 * 2) - 1);
    }

    private static VotingDetector Voter(string name, Func<ushort[], double> score) => new(name, new MadeDetector(score), VoteScale.At(0));

    private static DetectorCombination Silently(params VotingDetector[] voters) => new(VoteScale.Silent, VoteScale.Silent, voters, NormalSessions: 100);

    private static DetectorCombination Unsurely(params VotingDetector[] voters) => Silently(voters) with { Rank = Unsure };

    private static (List<Anomaly> Found, ushort[] Keys) Find(DetectorCombination combination, params EventBlock[] blocks)
    {
        var judge = new LogJudge(MadeModels.Bounded, combination, MadeModels.ByEntity, cacheMegabytes: 1);
        var wording = new AnomalyWording(MadeModels.Bundle with { Combination = combination }, ["first.log", "second.log"]);
        List<Anomaly> found = [];
        ushort[] keys = [];
        foreach (EventBlock block in blocks)
        {
            judge.Judge(block);
            for (int i = 0; i < block.Count; i++)
            {
                if (judge.Judgements[i].Anomalous)
                    found.Add(wording.OfEvent(block, i, judge.Key(i), judge.Judgements[i], judge.Expected(judge.Judgements[i])));
            }
        }

        while (judge.JudgeEnd())
        {
            foreach (Ending ending in judge.Endings.Where(ending => ending.Verdict.IsToBeTold))
            {
                keys = judge.EndingKeys(ending).ToArray();
                found.Add(wording.OfSession(ending, judge.EndingText, keys, judge.Expected(ending.Worst.Judgement)));
            }
        }

        return (found, keys);
    }
}
