using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Reports;

/// <summary>Writes an evaluation as one HTML file that needs nothing else: no script, no other file, no network.</summary>
public static class EvaluationPage
{
    /// <summary>Writes the page. Whatever the report holds from logs is shown as text.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="output">Where the page goes.</param>
    /// <param name="workflows">A section, as HTML, on where sessions left the usual way; empty for none.</param>
    public static void Write(EvaluationReport report, TextWriter output, string workflows = "")
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Evaluation of {Html.Text(report.ModelVersion)}</title>
            <style>
            {PageStyle.Css}
            </style>
            </head>
            <body>
            <h1>Evaluation</h1>
            {Facts(report)}
            """);
        output.WriteLine(Headline(report));
        output.WriteLine(ConfusionTables.Of(report));
        output.WriteLine(EvaluationCurves.Of(report));
        output.WriteLine(Verbatim(report));
        output.WriteLine(WrongVerdictTables.Of(report));
        output.WriteLine(workflows);
        output.WriteLine("</body>\n</html>");
    }

    private static string Facts(EvaluationReport report)
    {
        string lines = report.Lines > 0 ? $", <b>{Html.Count(report.Lines)}</b> lines" : "";
        string unlabelled = report.UnlabelledSessions > 0 ? $" ({Html.Count(report.UnlabelledSessions)} more have no label and count nowhere)" : "";
        return $"""
            <p class="facts">Model <b>{Html.Text(report.ModelVersion)}</b> on <b>{Html.Text(string.Join(", ", report.Inputs))}</b>,
            labels from <b>{Html.Text(report.Labels)}</b>. <b>{Html.Count(report.Sessions.Total)}</b> sessions{lines}{unlabelled}.
            To the next-key model a line is normal if its log key is among the <b>g = {Html.Count(report.G)}</b> most probable; all detectors vote on a
            session.</p>
            """;
    }

    private static string Headline(EvaluationReport report)
    {
        Confusion? baseline = report.Baseline;
        string tiles = Tile("F1 per session", report.Sessions.F1, baseline?.F1, "tile main")
            + Tile("Precision", report.Sessions.Precision, baseline?.Precision)
            + Tile("Recall", report.Sessions.Recall, baseline?.Recall)
            + Tile("False-positive rate", report.Sessions.FalsePositiveRate, baseline?.FalsePositiveRate);
        if (report.LineVerdicts is { } lines)
            tiles += Tile("F1 per line", lines.F1, null);
        if (report.Ranking is { } ranking)
            tiles += Tile("Average precision", ranking.AveragePrecision, null) + Tile("Area under ROC", ranking.AreaUnderRoc, null);
        string note = baseline is null ? "" : """
            <p class="quiet">Look-up: a session counts as normal if some training session had every log key as often. What the model is worth is
            what it adds to that.</p>
            """;
        return $"""<div class="tiles">{tiles}</div>{note}""";
    }

    private static string Tile(string name, double value, double? baseline, string style = "tile")
    {
        string beside = baseline is { } lookUp ? $"look-up {Html.Ratio(lookUp)}" : "&nbsp;";
        return $"""
            <div class="{style}"><div class="name">{name}</div><div class="value">{Html.Ratio(value)}</div><div class="beside">{beside}</div></div>

            """;
    }

    private static string Verbatim(EvaluationReport report)
    {
        if (report.Verbatim is not { } verbatim)
            return "";
        HtmlTable table = new([("Label", ""), ("Sessions", "n"), ("Seen verbatim", "n"), ("Share", "n"), ("", "")]);
        table.Add("Normal", Html.Count(verbatim.Normal), Html.Count(verbatim.NormalSeen), Html.Percent(verbatim.NormalShare), Bar(verbatim.NormalShare));
        table.Add(
            "Anomalous",
            Html.Count(verbatim.Anomalous),
            Html.Count(verbatim.AnomalousSeen),
            Html.Percent(verbatim.AnomalousShare),
            Bar(verbatim.AnomalousShare));
        return $"""
            <section><h2>How much is look-up</h2>
            <p>Test sessions that occur in training key by key. Any detector that remembers its training gets the normal ones right, and no detector of
            sequences can find the anomalous ones.</p>
            {table}</section>
            """;
    }

    private static string Bar(double share) => $"""<div class="share"><i style="width:{Html.Percent(share).Replace(" ", "", StringComparison.Ordinal)}"></i></div>""";
}
