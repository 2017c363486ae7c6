using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Reports;

/// <summary>Verdicts against labels, per session and per line, with look-up beside them.</summary>
internal static class ConfusionTables
{
    /// <summary>The section.</summary>
    public static string Of(EvaluationReport report) => $"""
        <section><h2>Verdicts against labels</h2><div class="pair">
        <div><h3>Per session</h3>{Matrix(report.Sessions)}{Scores(report.Sessions, report.Baseline)}</div>
        {(report.LineVerdicts is { } lines ? $"<div><h3>Per line</h3>{Matrix(lines)}{Scores(lines, null)}</div>" : "")}
        {(report.Baseline is { } baseline ? $"<div><h3>Per session, by look-up alone</h3>{Matrix(baseline)}</div>" : "")}
        </div></section>
        """;

    private static string Matrix(Confusion confusion) => $"""
        <table><tr><th></th><th class="n">found anomalous</th><th class="n">found normal</th></tr>
        <tr><td>is anomalous</td><td class="n right">{Html.Count(confusion.TruePositives)}</td><td class="n wrong">{Html.Count(confusion.FalseNegatives)}</td></tr>
        <tr><td>is normal</td><td class="n wrong">{Html.Count(confusion.FalsePositives)}</td><td class="n right">{Html.Count(confusion.TrueNegatives)}</td></tr></table>
        """;

    private static string Scores(Confusion model, Confusion? baseline)
    {
        string rows = Row("Precision", model.Precision, baseline?.Precision) + Row("Recall", model.Recall, baseline?.Recall) + Row("F1", model.F1, baseline?.F1)
            + Row("Accuracy", model.Accuracy, baseline?.Accuracy) + Row("False-positive rate", model.FalsePositiveRate, baseline?.FalsePositiveRate);
        return $"""<table><tr><th></th><th class="n">Model</th>{(baseline is null ? "" : """<th class="n">Look-up</th>""")}</tr>{rows}</table>""";
    }

    private static string Row(string name, double model, double? baseline) =>
        $"""<tr><td>{name}</td><td class="n">{Html.Ratio(model)}</td>{(baseline is { } value ? $"""<td class="n">{Html.Ratio(value)}</td>""" : "")}</tr>""";
}
