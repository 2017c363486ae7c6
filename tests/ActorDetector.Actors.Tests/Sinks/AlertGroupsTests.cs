using System.Globalization;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Stores;
using ActorDetector.Actors.Tests.Sinks.Made;
using ActorDetector.Detection;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Actors.Tests.Sinks;

public sealed class AlertGroupsTests
{
    private static readonly DateTimeOffset Now = SampleAnomalies.Start.AddHours(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_burst_of_one_cause_is_one_alert_with_its_count()
    {
        AlertGroups groups = Groups();

        groups.Add(SampleAnomalies.Run(1, 1000), Now);

        Alert alert = groups.FindPending(Now).ShouldHaveSingleItem();
        alert.Labels["alertname"].ShouldBe("LogAnomaly");
        alert.Labels["kind"].ShouldBe("unexpected-key");
        alert.Labels["detector"].ShouldBe("next-key");
        alert.Labels["model"].ShouldBe("m1");
        alert.Annotations["count"].ShouldBe("1000");
        alert.Annotations["summary"].ShouldBe("1,000 x unexpected-key: Received block <*> from <*>");
        alert.Annotations["first"].ShouldBe("2026-03-01T12:00:00.000Z");
        alert.Annotations["anomaly"].ShouldBe("a1");
        alert.Annotations["example"].ShouldContain("Received block 7");
        alert.Annotations["score"].ShouldBe("7.5");
        alert.StartsAt.ShouldBe(SampleAnomalies.Start.AddTicks(1));
        alert.EndsAt.ShouldBe(Now + Quiet);
    }

    [Fact]
    public void Kinds_templates_and_the_words_of_lines_without_template_are_causes()
    {
        AlertGroups groups = Groups();

        groups.Add(
            [
                SampleAnomalies.Of(1),
                SampleAnomalies.Of(2, template: "Deleted block <*>"),
                SampleAnomalies.Of(3, kind: AnomalyKind.ParameterValue),
                SampleAnomalies.Of(4, null, AnomalyKind.UnseenTemplate, raw: "12:00:01 kernel panic at 0x7f"),
                SampleAnomalies.Of(5, null, AnomalyKind.UnseenTemplate, raw: "12:00:02 kernel panic at 0x8a"),
                SampleAnomalies.Of(6, null, AnomalyKind.UnseenTemplate, raw: "12:00:02 disk of sda1 is slow"),
                SampleAnomalies.Of(7, template: "a", kind: AnomalyKind.StrangeSession),
                SampleAnomalies.Of(8, template: "b", kind: AnomalyKind.StrangeSession),
            ],
            Now);

        IReadOnlyList<Alert> alerts = groups.FindPending(Now);
        alerts.Select(alert => alert.Annotations["count"]).ShouldBe(["1", "1", "1", "2", "1", "2"]);
        alerts.Select(LabelsOf).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void Entities_are_told_and_are_no_causes()
    {
        AlertGroups groups = Groups();

        groups.Add([.. Enumerable.Range(1, 50).Select(number => SampleAnomalies.Of(number, entity: $"host-{number % 12}"))], Now);

        Alert alert = groups.FindPending(Now).ShouldHaveSingleItem();
        alert.Labels.Keys.ShouldNotContain("entity");
        alert.Annotations["entities"].ShouldStartWith("host-1, host-2, host-3");
        alert.Annotations["entities"].ShouldEndWith("host-10 and others");
    }

    [Fact]
    public void Each_entity_has_alerts_of_its_own_where_that_is_asked_for()
    {
        AlertGroups groups = new(Quiet, 100, byEntity: true);

        groups.Add([SampleAnomalies.Of(1, entity: "a"), SampleAnomalies.Of(2, entity: "b"), SampleAnomalies.Of(3, entity: "a")], Now);

        groups.FindPending(Now).Select(alert => (alert.Labels["entity"], alert.Annotations["count"])).ShouldBe([("a", "2"), ("b", "1")]);
    }

    [Fact]
    public void Above_the_bound_other_causes_are_one_alert_for_each_kind()
    {
        AlertGroups groups = new(Quiet, 2, byEntity: false);

        groups.Add([.. Enumerable.Range(1, 100).Select(number => SampleAnomalies.Of(
            number, $"template {number}", number % 2 == 0 ? AnomalyKind.KnownBad : AnomalyKind.UnexpectedKey))], Now);

        IReadOnlyList<Alert> alerts = groups.FindPending(Now);
        alerts.Select(alert => alert.Annotations["count"]).ShouldBe(["1", "1", "49", "49"]);
        alerts[2].Labels["cause"].ShouldBe("other");
        alerts[2].Annotations["summary"].ShouldBe("49 x unexpected-key: other causes");
    }

    [Fact]
    public void Anomalies_that_come_again_are_not_counted_again()
    {
        AlertGroups groups = Groups();
        groups.Add(SampleAnomalies.Run(1, 10), Now);

        groups.Add(SampleAnomalies.Run(1, 12), Now);

        groups.FindPending(Now).ShouldHaveSingleItem().Annotations["count"].ShouldBe("12");
    }

    [Fact]
    public void An_alert_is_over_after_the_quiet_time_and_a_later_anomaly_begins_another()
    {
        AlertGroups groups = Groups();
        Tell(groups, 1, Now);
        Tell(groups, 2, Now + Quiet / 2);

        groups.FindOpen(Now + Quiet).ShouldHaveSingleItem().EndsAt.ShouldBe(Now + Quiet * 1.5);
        groups.FindOpen(Now + Quiet * 1.5).ShouldBeEmpty();
        groups.Count.ShouldBe(0);

        Tell(groups, 3, Now + Quiet * 2).Annotations["count"].ShouldBe("1");
    }

    [Fact]
    public void What_was_not_told_is_not_forgotten_and_is_open_when_it_is_told()
    {
        AlertGroups groups = Groups();
        groups.Add([SampleAnomalies.Of(1)], Now);
        groups.FindPending(Now);
        DateTimeOffset later = Now + Quiet * 100;

        groups.FindOpen(later).ShouldBeEmpty();
        groups.Add([SampleAnomalies.Of(1)], later);

        groups.FindPending(later).ShouldHaveSingleItem().EndsAt.ShouldBe(later + Quiet);
    }

    [Fact]
    public void An_alert_never_starts_after_it_was_posted()
    {
        AlertGroups groups = Groups();
        DateTimeOffset before = SampleAnomalies.Start.AddDays(-1);

        groups.Add([SampleAnomalies.Of(1)], before);

        groups.FindPending(before).ShouldHaveSingleItem().StartsAt.ShouldBe(before);
    }

    [Fact]
    public void Long_lines_are_cut_and_no_character_is_cut_in_two()
    {
        AlertGroups groups = Groups();

        groups.Add([SampleAnomalies.Of(1, raw: "x" + string.Concat(Enumerable.Repeat("\U0001F525", 100_000)))], Now);

        string example = groups.FindPending(Now)[0].Annotations["example"];
        example.Length.ShouldBeInRange(490, 500);
        char.IsLowSurrogate(example[^1]).ShouldBeTrue();
    }

    [Fact]
    public void Whatever_comes_every_anomaly_is_counted_in_one_alert_and_alerts_are_bounded()
    {
        Prop.ForAll(Gen.Choose(0, 40).ArrayOf().ToArbitrary(), templates =>
        {
            AlertGroups groups = new(Quiet, 7, byEntity: false);
            StoredAnomaly[] anomalies = [.. templates.Select((template, index) => SampleAnomalies.Of(
                index + 1, $"t{template}", (AnomalyKind)(template % 8), $"e{template % 3}"))];
            foreach (StoredAnomaly[] some in anomalies.Chunk(5))
                groups.Add(some, Now);

            IReadOnlyList<Alert> alerts = groups.FindPending(Now);
            alerts.Sum(alert => long.Parse(alert.Annotations["count"], CultureInfo.InvariantCulture)).ShouldBe(templates.Length);
            alerts.Count.ShouldBeLessThanOrEqualTo(7 + 8);
            alerts.Select(LabelsOf).Distinct().Count().ShouldBe(alerts.Count);
        }).QuickCheckThrowOnFailure();
    }

    private static AlertGroups Groups() => new(Quiet, 100, byEntity: false);

    private static Alert Tell(AlertGroups groups, long number, DateTimeOffset now)
    {
        groups.Add([SampleAnomalies.Of(number)], now);
        Alert alert = groups.FindPending(now).ShouldHaveSingleItem();
        groups.Told();
        return alert;
    }

    private static string LabelsOf(Alert alert) => string.Join(',', alert.Labels.Select(label => $"{label.Key}={label.Value}"));
}
