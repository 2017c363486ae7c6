using System.Globalization;
using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Reports;

/// <summary>The sweep over g and the precision-recall curve.</summary>
internal static class EvaluationCurves
{
    private const int CurveSteps = 300;
    private static readonly double[] Fifths = [0, 0.2, 0.4, 0.6, 0.8, 1];

    /// <summary>The section; nothing when there are no curves.</summary>
    public static string Of(EvaluationReport report)
    {
        string figures = Sweep(report) + PrecisionRecall(report);
        return figures.Length == 0 ? "" : $"""<section><h2>Other thresholds</h2><div class="pair">{figures}</div>{SweepTable(report)}</section>""";
    }

    private static string Sweep(EvaluationReport report)
    {
        if (report.Sweep.Count == 0)
            return "";
        SweepPoint[] points = [.. report.Sweep.OrderBy(point => point.G)];
        double least = points.Min(point => Math.Min(point.Confusion.Precision, point.Confusion.Recall));
        LineChart chart = new()
        {
            XTitle = "g",
            YTitle = "per session",
            MinX = points[0].G,
            MaxX = points[^1].G,
            // Curves near 1 are told apart only from near by; the axis says where it begins.
            MinY = Math.Min(Math.Floor(least * 10) / 10, 0.9),
            XTicks = Ticks(points[0].G, points[^1].G),
        };
        if (report.G >= points[0].G && report.G <= points[^1].G)
            chart.MarkX(report.G, $"g = {report.G.ToString(CultureInfo.InvariantCulture)}");
        string drawing = chart.Draw("Precision, recall and F1 over g",
        [
            Series("Precision", "a", points, confusion => confusion.Precision),
            Series("Recall", "b", points, confusion => confusion.Recall),
            Series("F1", "c", points, confusion => confusion.F1),
        ]);
        return $"<figure><h3>Sweep over g</h3>{drawing}<figcaption>To read, not to choose by: g is chosen on validation sessions before any test session is seen.</figcaption></figure>";
    }

    private static string PrecisionRecall(EvaluationReport report)
    {
        if (report.Ranking is not { Points.Count: > 1 } ranking)
            return "";
        LineChart chart = new() { XTitle = "recall", YTitle = "precision", MinX = 0, MaxX = 1, XTicks = Fifths };
        if (report.Baseline is { } baseline)
            chart.MarkPoint(baseline.Recall, baseline.Precision, "b", "look-up");
        chart.MarkPoint(report.Sessions.Recall, report.Sessions.Precision, "a", $"g = {report.G.ToString(CultureInfo.InvariantCulture)}");
        (double, double, string)[] curve =
        [
            .. ranking.Outline(CurveSteps).Skip(1).Select(point => (point.Confusion.Recall, point.Confusion.Precision,
                string.Create(CultureInfo.InvariantCulture, $"score ≥ {point.Threshold:F3}: {Describe(point.Confusion)}"))),
        ];
        string drawing = chart.Draw("Precision over recall", [new ChartSeries("Every threshold of the score", "c", curve)]);
        return $"<figure><h3>Precision over recall</h3>{drawing}<figcaption>Sessions ranked by their most surprising line. Average precision {Html.Ratio(ranking.AveragePrecision)}.</figcaption></figure>";
    }

    private static string SweepTable(EvaluationReport report)
    {
        if (report.Sweep.Count == 0)
            return "";
        IEnumerable<string> rows = report.Sweep.OrderBy(point => point.G).Select(point => string.Create(CultureInfo.InvariantCulture,
            $"""<tr{(point.G == report.G ? " class=\"chosen\"" : "")}><td class="n">{point.G}</td><td class="n">{Html.Ratio(point.Confusion.Precision)}</td><td class="n">{Html.Ratio(point.Confusion.Recall)}</td><td class="n">{Html.Ratio(point.Confusion.F1)}</td><td class="n">{Html.Count(point.Confusion.TruePositives)}</td><td class="n">{Html.Count(point.Confusion.FalsePositives)}</td><td class="n">{Html.Count(point.Confusion.FalseNegatives)}</td><td class="n">{Html.Count(point.Confusion.TrueNegatives)}</td></tr>"""));
        return $"""
            <details><summary>The sweep in figures</summary><table><tr><th class="n">g</th><th class="n">Precision</th><th class="n">Recall</th><th class="n">F1</th>
            <th class="n">Found</th><th class="n">False alarms</th><th class="n">Missed</th><th class="n">Left alone</th></tr>{string.Concat(rows)}</table></details>
            """;
    }

    private static ChartSeries Series(string name, string style, SweepPoint[] points, Func<Confusion, double> value) => new(name, style,
        [.. points.Select(point => ((double)point.G, value(point.Confusion), string.Create(CultureInfo.InvariantCulture, $"g = {point.G}: {Describe(point.Confusion)}")))]);

    private static string Describe(Confusion confusion) =>
        $"precision {Html.Ratio(confusion.Precision)}, recall {Html.Ratio(confusion.Recall)}, F1 {Html.Ratio(confusion.F1)}";

    private static double[] Ticks(int least, int greatest)
    {
        int step = Math.Max(1, (greatest - least + 9) / 10);
        return [.. Enumerable.Range(0, ((greatest - least) / step) + 1).Select(i => (double)(least + (i * step)))];
    }
}
