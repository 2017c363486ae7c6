using System.Globalization;
using ActorDetector.Detection.Evaluation;

namespace ActorDetector.Output;

/// <summary>Shows a comparison of detectors to a person at the terminal.</summary>
public static class ComparisonTable
{
    /// <summary>Writes a row for each detector.</summary>
    public static void Write(Terminal terminal, ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(report);
        terminal.Heading(
            $"Learned from {Figures.Count(report.TrainingSessions)} normal sessions; judged {Figures.Count(report.NormalSessions)} normal and {Figures.Count(report.AnomalousSessions)} anomalous ones");
        ResultTable table = new(
            new ResultColumn("detector"), new ResultColumn("precision", IsNumber: true), new ResultColumn("recall", IsNumber: true),
            new ResultColumn("F1", IsNumber: true), new ResultColumn("avg. precision", IsNumber: true), new ResultColumn("false alarms", IsNumber: true),
            new ResultColumn("a day", IsNumber: true), new ResultColumn("train s", IsNumber: true), new ResultColumn("events/s", IsNumber: true), new ResultColumn("KB", IsNumber: true));
        foreach (DetectorResult result in report.Results.Where(result => result.Skipped is null))
        {
            table.Add(
                result.Name,
                Ratio(result.Sessions.Precision),
                Ratio(result.Sessions.Recall),
                Ratio(result.Sessions.F1),
                Ratio(result.Ranking!.AveragePrecision),
                Figures.Count(result.Sessions.FalsePositives),
                report.Days is { } days ? (result.Sessions.FalsePositives / days).ToString("N1", CultureInfo.InvariantCulture) : "-",
                result.TrainSeconds.ToString("F2", CultureInfo.InvariantCulture),
                Figures.Count((long)result.EventsPerSecond),
                Figures.Count((result.Bytes + 1023) / 1024));
        }

        terminal.Write(table);
        foreach (DetectorResult result in report.Results.Where(result => result.Skipped is not null))
            terminal.Line($"{result.Name} was not measured: {result.Skipped}");
    }

    private static string Ratio(double ratio) => ratio.ToString("F4", CultureInfo.InvariantCulture);
}
