using System.Globalization;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Output;

namespace ActorDetector.Reports;

/// <summary>Writes a comparison as one HTML file that needs nothing else: no script, no other file, no network.</summary>
public static class ComparisonPage
{
    private const int CurveSteps = 100;
    private static readonly double[] Fifths = [0, 0.2, 0.4, 0.6, 0.8, 1];

    /// <summary>Writes the page. Whatever the report holds from logs is shown as text.</summary>
    public static void Write(ComparisonReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        DetectorResult[] measured = [.. report.Results.Where(result => result.Skipped is null)];
        output.WriteLine($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Comparison of detectors</title>
            <style>
            {PageStyle.Css}
            </style>
            </head>
            <body>
            <h1>Comparison of detectors</h1>
            <p class="facts">Learned from <b>{Html.Count(report.TrainingSessions)}</b> normal sessions of <b>{Html.Text(string.Join(", ", report.TrainingInputs))}</b>;
            judged <b>{Html.Count(report.NormalSessions)}</b> normal and <b>{Html.Count(report.AnomalousSessions)}</b> anomalous ones of
            <b>{Html.Text(string.Join(", ", report.Inputs))}</b>, labels from <b>{Html.Text(report.Labels)}</b>. Thresholds come from training data alone.</p>
            """);
        output.WriteLine(Table(report, measured));
        foreach (DetectorResult result in report.Results.Where(result => result.Skipped is not null))
            output.WriteLine($"""<p class="quiet">{Html.Text(result.Name)} was not measured: {Html.Text(result.Skipped!)}</p>""");
        foreach (DetectorResult result in measured)
            output.WriteLine(Section(result));
        output.WriteLine("</body>\n</html>");
    }

    private static string Table(ComparisonReport report, DetectorResult[] measured)
    {
        HtmlTable table = new(
        [
            ("Detector", ""), ("Precision", "n"), ("Recall", "n"), ("F1", "n"), ("Average precision", "n"), ("Area under ROC", "n"), ("False alarms", "n"),
            ("a day", "n"), ("Training, s", "n"), ("Events/s", "n"), ("KB", "n"),
        ]);
        double best = measured.Length == 0 ? 0 : measured.Max(result => result.Sessions.F1);
        foreach (DetectorResult result in measured)
        {
            table.Add(
                result.Sessions.F1 == best,
                Html.Text(result.Name),
                Html.Ratio(result.Sessions.Precision),
                Html.Ratio(result.Sessions.Recall),
                Html.Ratio(result.Sessions.F1),
                Html.Ratio(result.Ranking!.AveragePrecision),
                Html.Ratio(result.Ranking.AreaUnderRoc),
                Html.Count(result.Sessions.FalsePositives),
                report.Days is { } days ? (result.Sessions.FalsePositives / days).ToString("N1", CultureInfo.InvariantCulture) : "–",
                result.TrainSeconds.ToString("F2", CultureInfo.InvariantCulture),
                Html.Count((long)result.EventsPerSecond),
                Html.Count((result.Bytes + 1023) / 1024));
        }

        return table.ToString();
    }

    private static string Section(DetectorResult result)
    {
        HtmlTable confusion = new([("", ""), ("Called anomalous", "n"), ("Left alone", "n")]);
        confusion.Add("Anomalous", Html.Count(result.Sessions.TruePositives), Html.Count(result.Sessions.FalseNegatives));
        confusion.Add("Normal", Html.Count(result.Sessions.FalsePositives), Html.Count(result.Sessions.TrueNegatives));
        LineChart chart = new() { XTitle = "recall", YTitle = "precision", MinX = 0, MaxX = 1, XTicks = Fifths };
        chart.MarkPoint(result.Sessions.Recall, result.Sessions.Precision, "a", "chosen");
        ChartPoint[] curve =
        [
            .. result.Ranking!.Outline(CurveSteps).Skip(1).Select(point => new ChartPoint(
                point.Confusion.Recall, point.Confusion.Precision, $"score {point.Threshold.ToString("0.###", CultureInfo.InvariantCulture)}")),
        ];
        string drawing = chart.Draw($"Precision over recall of {result.Name}", [new ChartSeries("Precision over recall", "a", curve)]);
        return $"""
            <section><h2>{Html.Text(result.Name)}</h2><p class="quiet">{Html.Text(result.Summary)}; a session is called anomalous above {Figures.Score(result.Threshold)}.</p>
            <div class="pair"><figure>{drawing}</figure><figure>{confusion}
            <figcaption>Scores from the least to the greatest: normal sessions above, anomalous ones below; the line is the threshold.</figcaption>
            {ScoreHistogram.Draw(result)}</figure></div></section>
            """;
    }
}
