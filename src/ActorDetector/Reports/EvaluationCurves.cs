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
        SweepPoint[] sweep = [.. report.Sweep.OrderBy(point => point.G)];
        string figures = (sweep.Length == 0 ? "" : Sweep(report.G, sweep))
            + (report.Ranking is { Points.Count: > 1 } ranking ? PrecisionRecall(report, ranking) : "");
        if (figures.Length == 0)
            return "";
        string table = sweep.Length == 0 ? "" : $"<details><summary>The sweep in figures</summary>{SweepTable(report.G, sweep)}</details>";
        return $"""<section><h2>Other thresholds</h2><div class="pair">{figures}</div>{table}</section>""";
    }

    private static string Sweep(int chosen, SweepPoint[] points)
    {
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
        if (chosen >= points[0].G && chosen <= points[^1].G)
            chart.MarkX(chosen, Label(chosen));
        string drawing = chart.Draw("Precision, recall and F1 over g",
        [
            Series("Precision", "a", points, confusion => confusion.Precision),
            Series("Recall", "b", points, confusion => confusion.Recall),
            Series("F1", "c", points, confusion => confusion.F1),
        ]);
        return Figure("Sweep over g", drawing, "To read, not to choose by: g is chosen on sessions that were not learned from before any test session is seen.");
    }

    private static string PrecisionRecall(EvaluationReport report, Ranking ranking)
    {
        LineChart chart = new() { XTitle = "recall", YTitle = "precision", MinX = 0, MaxX = 1, XTicks = Fifths };
        if (report.Baseline is { } baseline)
            chart.MarkPoint(baseline.Recall, baseline.Precision, "b", "look-up");
        chart.MarkPoint(report.Sessions.Recall, report.Sessions.Precision, "a", Label(report.G));
        ChartPoint[] curve =
        [
            .. ranking.Outline(CurveSteps).Skip(1).Select(point => new ChartPoint(point.Confusion.Recall, point.Confusion.Precision,
                string.Create(CultureInfo.InvariantCulture, $"score ≥ {point.Threshold:F3}: {Describe(point.Confusion)}"))),
        ];
        string drawing = chart.Draw("Precision over recall", [new ChartSeries("Every threshold of the score", "c", curve)]);
        string note = $"Sessions ranked by their most surprising line. Average precision {Html.Ratio(ranking.AveragePrecision)}.";
        return Figure("Precision over recall", drawing, note);
    }

    private static string Figure(string title, string drawing, string note) =>
        $"<figure><h3>{title}</h3>{drawing}<figcaption>{note}</figcaption></figure>";

    private static HtmlTable SweepTable(int chosen, SweepPoint[] points)
    {
        string[] headers = ["g", "Precision", "Recall", "F1", "Found", "False alarms", "Missed", "Left alone"];
        HtmlTable table = new([.. headers.Select(header => (header, "n"))]);
        foreach ((int g, Confusion confusion) in points)
        {
            table.Add(
                g == chosen,
                Html.Count(g),
                Html.Ratio(confusion.Precision),
                Html.Ratio(confusion.Recall),
                Html.Ratio(confusion.F1),
                Html.Count(confusion.TruePositives),
                Html.Count(confusion.FalsePositives),
                Html.Count(confusion.FalseNegatives),
                Html.Count(confusion.TrueNegatives));
        }

        return table;
    }

    private static ChartSeries Series(string name, string style, SweepPoint[] points, Func<Confusion, double> value) =>
        new(name, style, [.. points.Select(point => new ChartPoint(point.G, value(point.Confusion), $"{Label(point.G)}: {Describe(point.Confusion)}"))]);

    private static string Label(int g) => $"g = {g.ToString(CultureInfo.InvariantCulture)}";

    private static string Describe(Confusion confusion) =>
        $"precision {Html.Ratio(confusion.Precision)}, recall {Html.Ratio(confusion.Recall)}, F1 {Html.Ratio(confusion.F1)}";

    private static double[] Ticks(int least, int greatest)
    {
        int step = Math.Max(1, (greatest - least + 9) / 10);
        return [.. Enumerable.Range(0, ((greatest - least) / step) + 1).Select(i => (double)(least + (i * step)))];
    }
}
