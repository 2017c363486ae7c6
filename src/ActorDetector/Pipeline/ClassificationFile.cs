using System.Globalization;
using System.Text;
using ActorDetector.Detection.Training;
using CsvHelper;
using CsvHelper.Configuration;

namespace ActorDetector.Pipeline;

/// <summary>Writes what a classifier said as CSV, a row for each session or window, in the order of opening.</summary>
internal static class ClassificationFile
{
    private static readonly string[] Columns =
        ["session", "source", "first_line", "last_source", "last_line", "events", "count", "probability", "anomalous", "label"];

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(ClassificationReport report, string path)
    {
        var text = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (string column in Columns)
            csv.WriteField(column);
        csv.NextRecord();
        for (int number = 0; number < report.Sequences.Count; number++)
        {
            ClassifiedSequence sequence = report.Sequences[number];
            (EventLine first, EventLine last) = (sequence.FirstLine, sequence.LastLine);
            csv.WriteField(sequence.Session.Entity);
            csv.WriteField(report.Inputs[first.Source]);
            csv.WriteField(first.Number);
            csv.WriteField(report.Inputs[last.Source]);
            csv.WriteField(last.Number);
            csv.WriteField(sequence.Length);
            csv.WriteField(sequence.Session.Weight);
            csv.WriteField(report.Probabilities[number]);
            csv.WriteField(report.IsAnomalous(number) ? "true" : "false");
            csv.WriteField(sequence.Anomalous switch { null => "", true => "anomaly", false => "normal" });
            csv.NextRecord();
        }
    }
}
