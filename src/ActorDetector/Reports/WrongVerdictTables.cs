using System.Globalization;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Output;

namespace ActorDetector.Reports;

/// <summary>Misses by kind, and the worst misses and false alarms one by one.</summary>
internal static class WrongVerdictTables
{
    /// <summary>The sections; nothing when there is nothing to show.</summary>
    public static string Of(EvaluationReport report)
    {
        string content = Kinds(report)
            + Verdicts("Missed anomalies, worst first", [.. report.WrongVerdicts.Where(verdict => verdict.Anomalous)])
            + Verdicts("False alarms, worst first", [.. report.WrongVerdicts.Where(verdict => !verdict.Anomalous)]);
        return content.Length == 0 ? "" : $"<h2>Where it was wrong</h2>{content}";
    }

    private static string Kinds(EvaluationReport report)
    {
        if (report.MissesByKind.Count == 0)
            return "";
        HtmlTable table = new([("Kind", ""), ("Sessions", "n")], "small");
        foreach ((string kind, long sessions) in report.MissesByKind.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal))
            table.Add(Html.Text(kind), Html.Count(sessions));
        return $"<section><h3>Missed anomalies by kind</h3>{table}</section>";
    }

    private static string Verdicts(string title, WrongVerdict[] verdicts)
    {
        if (verdicts.Length == 0)
            return "";
        HtmlTable table = new([("Session", "name"), ("Kind", ""), ("Score", "n"), ("Times", "n"), ("Line", "line")]);
        foreach (WrongVerdict verdict in verdicts)
        {
            table.Add(
                Html.Text(Printable.Shorten(verdict.Session, 80)),
                Html.Text(verdict.Kind),
                verdict.Score.ToString("F2", CultureInfo.InvariantCulture),
                Html.Count(verdict.Weight),
                Html.Text(Printable.Shorten(verdict.Line, 400)));
        }

        return $"<section><h3>{title}</h3>{table}</section>";
    }
}
