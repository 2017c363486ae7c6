using System.Globalization;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.Training;
using ActorDetector.Pipeline;

namespace ActorDetector.Output;

/// <summary>Shows what a classifier said to a person at the terminal.</summary>
internal static class ClassificationTable
{
    /// <summary>Writes what was learned, and how right it is where labels are known.</summary>
    public static void Write(Terminal terminal, ClassificationReport report)
    {
        terminal.Heading(string.Create(
            CultureInfo.InvariantCulture,
            $"Learned from {report.LearnedNormal:N0} normal and {report.LearnedAnomalous:N0} anomalous {report.Name} in {report.Epochs} epochs, {report.TrainSeconds:F1} s (loss {report.Loss:F4})"));
        long judged = report.Sequences.Sum(sequence => sequence.Session.Weight);
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Judged {judged:N0} {report.Name} in {report.JudgeSeconds:F1} s: {report.Anomalies:N0} are anomalous with a probability above {report.Threshold}."));
        Confusion confusion = report.Confusion;
        if (confusion.Total == 0)
            return;
        ResultTable table = new(
            new ResultColumn("precision", IsNumber: true), new ResultColumn("recall", IsNumber: true), new ResultColumn("F1", IsNumber: true),
            new ResultColumn("found", IsNumber: true), new ResultColumn("false alarms", IsNumber: true), new ResultColumn("missed", IsNumber: true),
            new ResultColumn("left alone", IsNumber: true));
        table.Add(
            Ratio(confusion.Precision), Ratio(confusion.Recall), Ratio(confusion.F1), Figures.Count(confusion.TruePositives),
            Figures.Count(confusion.FalsePositives), Figures.Count(confusion.FalseNegatives), Figures.Count(confusion.TrueNegatives));
        terminal.Write(table);
        if (judged > confusion.Total)
            terminal.Line($"Without a label, counted nowhere: {Figures.Count(judged - confusion.Total)} {report.Name}.");
    }

    /// <summary>Writes those that are called anomalies, the most probable first.</summary>
    public static void WriteAnomalies(Terminal terminal, ClassificationReport report, int most)
    {
        ResultTable table = new(
            new ResultColumn("probability", IsNumber: true), new ResultColumn("session"), new ResultColumn("lines"), new ResultColumn("events", IsNumber: true),
            new ResultColumn("label"));
        int[] ranked = [.. Enumerable.Range(0, report.Sequences.Count).Where(report.IsAnomalous).OrderByDescending(number => report.Probabilities[number]).Take(most)];
        foreach (int number in ranked)
        {
            ClassifiedSequence sequence = report.Sequences[number];
            (EventLine first, EventLine last) = (sequence.FirstLine, sequence.LastLine);
            string end = last.Source == first.Source ? Line(last) : $"{report.Inputs[last.Source]}:{Line(last)}";
            table.Add(
                Ratio(report.Probabilities[number]),
                sequence.Session.Entity,
                first == last ? $"{report.Inputs[first.Source]}:{Line(first)}" : $"{report.Inputs[first.Source]}:{Line(first)} to {end}",
                Figures.Count(sequence.Length),
                sequence.Anomalous switch { null => "", true => "anomaly", false => "normal" });
        }

        if (ranked.Length > 0)
            terminal.Write(table);
    }

    private static string Line(EventLine line) => line.Number.ToString(CultureInfo.InvariantCulture);

    private static string Ratio(double ratio) => ratio.ToString("F4", CultureInfo.InvariantCulture);
}
