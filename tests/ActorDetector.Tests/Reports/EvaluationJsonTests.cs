using System.Text.Json;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Reports;

namespace ActorDetector.Tests.Reports;

public sealed class EvaluationJsonTests
{
    [Fact]
    public void Counts_and_ratios_stand_side_by_side()
    {
        JsonElement report = Json(SampleReport.Full);

        report.GetProperty("model").GetString().ShouldBe("m1");
        report.GetProperty("g").GetInt32().ShouldBe(9);
        report.GetProperty("unlabelled_sessions").GetInt64().ShouldBe(SampleReport.Full.UnlabelledSessions);
        report.GetProperty("per_session").GetProperty("true_positives").GetInt64().ShouldBe(95);
        report.GetProperty("per_session").GetProperty("f1").GetDouble().ShouldBe(SampleReport.Full.Sessions.F1);
        report.GetProperty("per_line").GetProperty("false_negatives").GetInt64().ShouldBe(4);
        report.GetProperty("sweep").EnumerateArray().Select(point => point.GetProperty("g").GetInt32()).ShouldBe([1, 9, 20]);
        report.GetProperty("baseline").GetProperty("recall").GetDouble().ShouldBe(1);
        report.GetProperty("verbatim").GetProperty("normal_share").GetDouble().ShouldBe(805.0 / 905);
        report.GetProperty("average_precision").GetDouble().ShouldBe(SampleReport.Full.Ranking!.AveragePrecision);
        report.GetProperty("misses_by_kind").GetProperty("every key expected").GetInt64().ShouldBe(3);
        report.GetProperty("wrong_verdicts")[1].GetProperty("score").GetDouble().ShouldBe(7.25);
    }

    [Fact]
    public void What_was_not_measured_is_null()
    {
        JsonElement report = Json(SampleReport.Smallest);

        foreach (string name in (string[])["per_line", "baseline", "verbatim", "average_precision", "area_under_roc", "curve"])
            report.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void The_curve_stays_small_however_many_sessions_there_were()
    {
        Ranking ranking = new(Enumerable.Range(0, 50_000).Select(i => new ScoredLabel(i, i % 3 == 0)));

        Json(SampleReport.Smallest with { Ranking = ranking }).GetProperty("curve").GetArrayLength().ShouldBeInRange(100, 602);
    }

    [Fact]
    public void An_infinite_score_is_a_word() =>
        Json(SampleReport.Smallest with { Ranking = new Ranking([new ScoredLabel(double.PositiveInfinity, true)]) })
            .GetProperty("curve")[0].GetProperty("threshold").GetString().ShouldBe("Infinity");

    private static JsonElement Json(EvaluationReport report)
    {
        using MemoryStream output = new();
        EvaluationJson.Write(report, output);
        return JsonDocument.Parse(output.ToArray()).RootElement;
    }
}
