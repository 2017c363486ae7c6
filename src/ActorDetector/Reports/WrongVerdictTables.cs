using System.Globalization;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Output;

namespace ActorDetector.Reports;

/// <summary>Misses by kind, and the worst misses and false alarms one by one.</summary>
internal static class WrongVerdictTables
{
    /// <summary>The section.</summary>
    public static string Of(EvaluationReport report)
    {
        string content = Kinds(report) + Table("Missed anomalies", report.WrongVerdicts.Where(verdict => verdict.Anomalous))
            + Table("False alarms", report.WrongVerdicts.Where(verdict => !verdict.Anomalous));
        return content.Length == 0 ? "" : $"<section><h2>Where it was wrong</h2></section>{content}";
    }

    private static string Kinds(EvaluationReport report)
    {
        if (report.MissesByKind.Count == 0)
            return "";
        IEnumerable<string> rows = report.MissesByKind.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => $"""<tr><td>{Html.Text(kind.Key)}</td><td class="n">{Html.Count(kind.Value)}</td></tr>""");
        return $"""<section><h3>Missed anomalies by kind</h3><table class="small"><tr><th>Kind</th><th class="n">Sessions</th></tr>{string.Concat(rows)}</table></section>""";
    }

    private static string Table(string title, IEnumerable<WrongVerdict> verdicts)
    {
        string rows = string.Concat(verdicts.Select(Row));
        return rows.Length == 0
            ? ""
            : $"""<section><h3>{title}, worst first</h3><table><tr><th>Session</th><th>Kind</th><th class="n">Score</th><th class="n">Times</th><th>Line</th></tr>{rows}</table></section>""";
    }

    private static string Row(WrongVerdict verdict) => $"""
        <tr><td class="name">{Html.Text(Printable.Shorten(verdict.Session, 80))}</td><td>{Html.Text(verdict.Kind)}</td><td class="n">{verdict.Score.ToString("F2", CultureInfo.InvariantCulture)}</td><td class="n">{Html.Count(verdict.Weight)}</td><td class="line">{Html.Text(Printable.Shorten(verdict.Line, 400))}</td></tr>
        """;
}
