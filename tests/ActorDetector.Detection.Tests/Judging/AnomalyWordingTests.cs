using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Tests.Made;

namespace ActorDetector.Detection.Tests.Judging;

public sealed class AnomalyWordingTests
{
    [Fact]
    public void An_unexpected_line_is_told_with_all_that_a_person_needs()
    {
        var block = new EventBlock();
        block.Clear(1);
        var time = new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.Zero);
        block.Add("raw \xFF line"u8, "node"u8, [], new EventRow { Key = MadeModels.Close, LineNumber = 42, Time = time.Ticks, Weight = 1 });

        Anomaly anomaly = Find(block).Single(anomaly => anomaly.Kind != AnomalyKind.EarlyEnd);

        anomaly.Kind.ShouldBe(AnomalyKind.UnexpectedKey);
        (anomaly.Entity, anomaly.Session, anomaly.Source, anomaly.LineNumber).ShouldBe(("node", "node#1", "second.log", 42));
        (anomaly.Time, anomaly.Template, anomaly.LogKey).ShouldBe((time, "close", MadeModels.Close));
        anomaly.Raw.ShouldStartWith("raw ");
        anomaly.Score.ShouldBe(-Math.Log(anomaly.Probability), 1e-6);
        anomaly.Expected[0].ShouldSatisfyAllConditions(
            first => first.Template.ShouldBe("open"), first => first.LogKey.ShouldBe(3), first => first.Probability.ShouldBeGreaterThan(0.9));
        (anomaly.Detector, anomaly.ModelVersion).ShouldBe(("next-key", MadeModels.Bundle.Version));
        anomaly.Explanation.ShouldStartWith($"Not what follows here; it ranks {anomaly.Rank} by probability, with ");
    }

    [Fact]
    public void Each_way_to_break_the_pattern_is_a_kind_of_its_own()
    {
        Kind("a:2").ShouldBe(AnomalyKind.UnseenTemplate);
        Kind("a:3 a:4 a:5 a:6 a:6").ShouldBe(AnomalyKind.BeyondEnd);
        Kind("a:3 a:4 a:5").ShouldBe(AnomalyKind.EarlyEnd);

        static AnomalyKind Kind(string events) => Find(MadeEvents.Block(events))[0].Kind;
    }

    [Fact]
    public void An_unseen_line_has_no_template()
    {
        Anomaly anomaly = Find(MadeEvents.Block("a:2"))[0];

        (anomaly.Template, anomaly.LogKey, anomaly.Time).ShouldBe((null, LogKey.Unseen, (DateTimeOffset?)null));
        anomaly.Explanation.ShouldBe("No line like this was in training");
    }

    [Fact]
    public void An_early_end_shows_the_last_line_and_counts_the_events()
    {
        Anomaly anomaly = Find(MadeEvents.Block("a:3 a:4", firstLine: 7)).Single();

        (anomaly.Raw, anomaly.LineNumber, anomaly.LogKey).ShouldBe(("a 4 line 8", 8, LogKey.End));
        anomaly.Expected[0].Template.ShouldBe("write");
        anomaly.Explanation.ShouldStartWith("The session ended after 2 events where more was expected; its end ranks ");
    }

    [Fact]
    public void The_same_input_gives_the_same_ids_and_no_two_anomalies_share_one()
    {
        const string events = "a:6 b:2 a:2 b:2 c:3 a:6";

        string[] ids = [.. Find(MadeEvents.Block(events)).Select(anomaly => anomaly.Id)];

        ids.Length.ShouldBeGreaterThan(4);
        ids.ShouldBeUnique();
        Find(MadeEvents.Block(events)).Select(anomaly => anomaly.Id).ShouldBe(ids);
        Find(MadeEvents.Block(events, firstLine: 2)).Select(anomaly => anomaly.Id).ShouldAllBe(id => !ids.Contains(id));
    }

    [Fact]
    public void An_anomaly_at_its_real_place_has_the_id_that_it_would_have_had_there()
    {
        Anomaly known = Find(MadeEvents.Block("a:3 a:4", firstLine: 7)).Single();
        Anomaly encoded = Find(MadeEvents.Block("a:3 a:4", firstLine: 1L << 50)).Single();

        Anomaly relocated = AnomalyWording.Relocated(encoded, known.Source, known.LineNumber, raw: known.Raw);

        (relocated with { Expected = known.Expected, Detectors = known.Detectors }).ShouldBe(known);
        encoded.Id.ShouldNotBe(known.Id);
        AnomalyWording.Relocated(encoded, "elsewhere", known.LineNumber).Id.ShouldNotBe(known.Id);
        AnomalyWording.Relocated(encoded, "elsewhere", known.LineNumber).Raw.ShouldBe(encoded.Raw);
        AnomalyWording.Relocated(encoded, known.Source, known.LineNumber, "another that numbers lines").Id.ShouldNotBe(known.Id);
    }

    [Fact]
    public void Two_detectors_that_find_the_same_kind_on_a_line_find_two_anomalies()
    {
        EventBlock block = MadeEvents.Block("a:3");
        var words = new AnomalyWording(MadeModels.Bundle, ["first.log"]);
        var verdict = new EventVerdict(0, AnomalyKind.KnownBad, Score: 1, "Bad", Expected: "");

        string[] ids = [.. new[] { "rules", "other" }.Select(name => words.OfFound(block, new FoundEvent(name, verdict), 3, default).Id)];

        ids.ShouldBeUnique();
    }

    private static List<Anomaly> Find(EventBlock block)
    {
        var detector = new LogJudge(MadeModels.Bounded, MadeModels.ByEntity, cacheMegabytes: 1);
        var words = new AnomalyWording(MadeModels.Bundle, ["first.log", "second.log"]);
        List<Anomaly> found = [];
        detector.Judge(block);
        for (int i = 0; i < block.Count; i++)
        {
            Judgement judgement = detector.Judgements[i];
            if (judgement.Anomalous)
                found.Add(words.OfEvent(block, i, detector.Key(i), judgement, detector.Expected(judgement)));
        }

        while (detector.JudgeEnd())
        {
            foreach (var ending in detector.Endings.Where(ending => ending.Judgement.Anomalous))
                found.Add(words.OfEnding(ending, detector.EndingText, detector.EndingKeys(ending), detector.Expected(ending.Judgement)));
        }

        return found;
    }
}
