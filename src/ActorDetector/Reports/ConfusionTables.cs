using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Reports;

/// <summary>Verdicts against labels, per session and per line, with look-up beside them.</summary>
internal static class ConfusionTables
{
    /// <summary>The section.</summary>
    public static string Of(EvaluationReport report)
    {
        string tables = Part("Per session", Matrix(report.Sessions) + Scores(report.Sessions, report.Baseline));
        if (report.LineVerdicts is { } lines)
            tables += Part("Per line", Matrix(lines) + Scores(lines, null));
        if (report.Baseline is { } baseline)
            tables += Part("Per session, by look-up alone", Matrix(baseline));
        return $"""<section><h2>Verdicts against labels</h2><div class="pair">{tables}</div></section>""";
    }

    private static string Part(string title, string tables) => $"<div><h3>{title}</h3>{tables}</div>";

    private static string Matrix(Confusion confusion)
    {
        HtmlTable table = new([("", ""), ("found anomalous", "n"), ("found normal", "n")]);
        table.Add("is anomalous", Right(confusion.TruePositives), Wrong(confusion.FalseNegatives));
        table.Add("is normal", Wrong(confusion.FalsePositives), Right(confusion.TrueNegatives));
        return table.ToString();
    }

    private static string Right(long count) => $"""<span class="right">{Html.Count(count)}</span>""";

    private static string Wrong(long count) => $"""<span class="wrong">{Html.Count(count)}</span>""";

    private static string Scores(Confusion model, Confusion? baseline)
    {
        HtmlTable table = baseline is null
            ? new([("", ""), ("Model", "n")])
            : new([("", ""), ("Model", "n"), ("Look-up", "n")]);
        AddRow("Precision", confusion => confusion.Precision);
        AddRow("Recall", confusion => confusion.Recall);
        AddRow("F1", confusion => confusion.F1);
        AddRow("Accuracy", confusion => confusion.Accuracy);
        AddRow("False-positive rate", confusion => confusion.FalsePositiveRate);
        return table.ToString();

        void AddRow(string name, Func<Confusion, double> ratio)
        {
            string[] beside = baseline is { } lookUp ? [Html.Ratio(ratio(lookUp))] : [];
            table.Add([name, Html.Ratio(ratio(model)), .. beside]);
        }
    }
}
