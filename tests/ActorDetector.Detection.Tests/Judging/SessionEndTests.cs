using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Judging;

public sealed class SessionEndTests
{
    [Fact]
    public void A_session_that_ends_early_is_an_anomaly_told_with_its_last_line()
    {
        EndVerdict end = Verdicts.Of(MadeModels.Bounded, "a:3 b:3 a:4 b:4 b:5 b:6").Ends.Single(end => end.Verdict.Anomalous);

        end.Entity.ShouldBe("a");
        (end.LastRaw, end.LastLine, end.LastKey, end.Events).ShouldBe(("a 4 line 3", 3, MadeModels.Read, 2));
        end.Reason.ShouldBe(CloseReason.EndOfInput);
        end.Verdict.Expected.ShouldStartWith($"{MadeModels.Write}:");
    }

    [Fact]
    public void The_end_of_an_unbounded_session_is_never_judged()
    {
        Verdicts verdicts = Verdicts.Of(MadeModels.Unbounded, "a:3 a:4");

        verdicts.Ends.ShouldHaveSingleItem().Verdict.ShouldBe(new Verdict(0, 0, 0, false, ""));
    }

    [Fact]
    public void The_end_of_an_unbounded_session_is_never_expected()
    {
        NextKeyModel model = MadeModels.Untrained(keys: 7, g: 1) with { Bounded = false };

        Verdicts verdicts = Verdicts.Of(model, "a:3 a:4 a:5 a:6 a:3 a:2 a:5 a:3 a:3 a:2");

        verdicts.Events.ShouldContain(verdict => verdict.Anomalous);
        verdicts.Events.ShouldAllBe(verdict => !verdict.Anomalous || verdict.Expected.Split(' ').Length == 4);
        verdicts.Events.ShouldAllBe(verdict => !$" {verdict.Expected}".Contains(" 1:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("count", CloseReason.Count)]
    [InlineData("length", CloseReason.Length)]
    [InlineData("evicted", CloseReason.Evicted)]
    public void A_session_that_was_cut_is_not_judged_at_its_end(string cut, CloseReason reason)
    {
        SessionOptions options = cut switch
        {
            "count" => new SessionOptions { SessionCount = 2 },
            "length" => new SessionOptions { MaxSessionLength = 2 },
            _ => new SessionOptions { MaxOpenSessions = 1 },
        };

        // The second event is an anomaly with predictions of its own; the third, of another entity, cuts or evicts the first session.
        Verdicts verdicts = Verdicts.Of(MadeModels.Bounded, "a:3 a:5 b:3 b:4 b:5 b:6", options);

        verdicts.Events[1].Anomalous.ShouldBeTrue();
        verdicts.Ends[0].ShouldBe(new EndVerdict("a", "", 2, MadeModels.Write, 2, reason, new Verdict(0, 0, 0, false, "")));
    }

    [Fact]
    public void A_session_cut_by_its_span_is_not_judged_at_its_end_but_one_ended_by_a_pause_is()
    {
        var minute = TimeSpan.FromMinutes(1);

        EndsOf(new SessionOptions { SessionSpan = minute })[0].ShouldBe((CloseReason.Span, 0, false));
        (CloseReason reason, int rank, bool anomalous) = EndsOf(new SessionOptions { SessionGap = minute })[0];

        (reason, anomalous).ShouldBe((CloseReason.Gap, true));
        rank.ShouldBeGreaterThan(1);

        static List<(CloseReason Reason, int Rank, bool Anomalous)> EndsOf(SessionOptions options)
        {
            EventBlock block = new();
            block.Clear(0);
            foreach ((ushort key, int minutes) in new[] { (MadeModels.Open, 0), (MadeModels.Open, 10) })
                block.Add("line"u8, "a"u8, [], new() { Key = key, Time = TimeSpan.FromMinutes(minutes).Ticks, LineNumber = 1, Weight = 1 });
            return [.. Verdicts.Of(MadeModels.Bounded, [block], options).Ends.Select(end => (end.Reason, end.Verdict.Rank, end.Verdict.Anomalous))];
        }
    }

    [Fact]
    public void An_end_keeps_its_entity_and_last_line_when_its_slot_is_used_again_in_the_same_block()
    {
        var block = new EventBlock();
        block.Clear(0);
        foreach (string entity in new[] { "first", "second", "third" })
        {
            byte[] name = Encoding.UTF8.GetBytes(entity);
            block.Add([.. name, .. " line"u8], name, [], new() { Key = MadeModels.Open, Time = TimeSpan.FromHours(block.Count).Ticks, LineNumber = 1, Weight = 1 });
        }

        Verdicts verdicts = Verdicts.Of(MadeModels.Bounded, [block], new SessionOptions { IdleTimeout = TimeSpan.FromMinutes(1) });

        verdicts.Ends.Select(end => (end.Entity, end.LastRaw)).ShouldBe([("first", "first line"), ("second", "second line"), ("third", "third line")]);
    }

    [Fact]
    public void The_last_line_is_told_of_ends_that_are_anomalies_only() =>
        Verdicts.Of(MadeModels.Bounded, "a:3 b:3 a:4 b:4 b:5 b:6").Ends.Select(end => (end.Entity, end.LastRaw)).ShouldBe([("a", "a 4 line 3"), ("b", "")]);

    [Fact]
    public void Many_open_sessions_are_handed_out_some_at_a_time_at_the_end()
    {
        var detector = new LogJudge(MadeModels.Bounded, MadeModels.ByEntity, cacheMegabytes: 1);
        detector.Judge(MadeEvents.Block(Enumerable.Range(0, 10_000).Select(number => ($"s{number}", MadeModels.Open))));
        List<int> sessions = [];

        while (detector.JudgeEnd())
        {
            detector.Endings.Count.ShouldBeLessThan(5_000);
            detector.Endings.ShouldAllBe(ending => ending.Judgement.Anomalous);
            sessions.AddRange(detector.Endings.Select(ending => ending.Session));
        }

        sessions.ShouldBe(Enumerable.Range(0, 10_000));
    }

    [Fact]
    public void An_end_whose_line_is_no_longer_at_hand_is_told_without_it()
    {
        var detector = new LogJudge(MadeModels.Bounded, MadeModels.ByEntity, cacheMegabytes: 1);
        detector.Judge(MadeEvents.Block("old:3"));
        var noise = new EventBlock();
        for (int i = 0; i < 48; i++)
        {
            noise.Clear(0);
            noise.Add(new byte[1 << 20], "noise"u8, [], new() { Key = MadeModels.Open, Weight = 1, LineNumber = i + 2 });
            detector.Judge(noise);
        }

        detector.JudgeEnd().ShouldBeTrue();

        detector.Endings[0].LastRaw.Length.ShouldBe(0);
        detector.Endings[0].LastLine.ShouldBe(1);
        Anomaly anomaly = new AnomalyWording(MadeModels.Bundle, ["test.log"]).OfEnding(
            detector.Endings[0], detector.EndingText, detector.EndingKeys(detector.Endings[0]), detector.Expected(detector.Endings[0].Judgement));
        anomaly.Raw.ShouldBe("open");
    }
}
