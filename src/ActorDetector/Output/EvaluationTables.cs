using System.Globalization;
using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Output;

/// <summary>Shows an evaluation to a person at the terminal.</summary>
public static class EvaluationTables
{
    /// <summary>Writes scores with look-up beside them, the sweep over g, the verbatim share, and what was missed.</summary>
    public static void Write(Terminal terminal, EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(report);
        string lines = report.Lines > 0 ? $", {Figures.Count(report.Lines)} lines" : "";
        terminal.Heading($"{Figures.Count(report.Sessions.Total)} sessions{lines}, judged by {report.ModelVersion} with g = {Figures.Count(report.G)}");
        terminal.Write(Scores(report));
        if (report.UnlabelledSessions > 0)
            terminal.Line($"Without a label, counted nowhere: {Figures.Count(report.UnlabelledSessions)} sessions.");
        if (report.Ranking is { } ranking)
            terminal.Line($"Ranking: average precision {Ratio(ranking.AveragePrecision)}, area under ROC {Ratio(ranking.AreaUnderRoc)}.");
        if (report.Verbatim is { } verbatim)
        {
            terminal.Line("Seen in training verbatim: "
                + $"{Figures.Count(verbatim.NormalSeen)} of {Figures.Count(verbatim.Normal)} normal sessions ({Percent(verbatim.NormalShare)}), "
                + $"{Figures.Count(verbatim.AnomalousSeen)} of {Figures.Count(verbatim.Anomalous)} anomalous ({Percent(verbatim.AnomalousShare)}).");
        }

        if (report.Sweep.Count > 0)
        {
            terminal.Line();
            terminal.Heading("Other choices of g for the next-key model alone (to read, not to choose by)");
            terminal.Write(Sweep(report));
        }

        if (report.MissesByKind.Count > 0)
        {
            terminal.Line();
            terminal.Heading("Missed anomalies by kind");
            terminal.Write(Misses(report));
        }
    }

    private static ResultTable Scores(EvaluationReport report)
    {
        ResultTable table = Table("");
        AddRow(table, "per session", report.Sessions);
        if (report.LineVerdicts is { } lines)
            AddRow(table, "per line", lines);
        if (report.NextKey is { } nextKey)
            AddRow(table, "the next-key model alone, per session", nextKey);
        if (report.Baseline is { } baseline)
            AddRow(table, "look-up of count vectors, per session", baseline);
        return table;
    }

    private static ResultTable Sweep(EvaluationReport report)
    {
        ResultTable table = Table("g");
        foreach (SweepPoint point in report.Sweep)
            AddRow(table, point.G.ToString(CultureInfo.InvariantCulture) + (point.G == report.G ? " (chosen)" : ""), point.Confusion);
        return table;
    }

    private static ResultTable Misses(EvaluationReport report)
    {
        ResultTable table = new(new ResultColumn("kind"), new ResultColumn("sessions", IsNumber: true));
        foreach ((string kind, long sessions) in report.MissesByKind.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal))
            table.Add(kind, Figures.Count(sessions));
        return table;
    }

    private static ResultTable Table(string first) => new(
        new ResultColumn(first), new ResultColumn("precision", IsNumber: true), new ResultColumn("recall", IsNumber: true),
        new ResultColumn("F1", IsNumber: true), new ResultColumn("found", IsNumber: true), new ResultColumn("false alarms", IsNumber: true),
        new ResultColumn("missed", IsNumber: true), new ResultColumn("left alone", IsNumber: true));

    private static void AddRow(ResultTable table, string name, Confusion confusion) => table.Add(
        name, Ratio(confusion.Precision), Ratio(confusion.Recall), Ratio(confusion.F1), Figures.Count(confusion.TruePositives),
        Figures.Count(confusion.FalsePositives), Figures.Count(confusion.FalseNegatives), Figures.Count(confusion.TrueNegatives));

    private static string Ratio(double ratio) => ratio.ToString("F4", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
