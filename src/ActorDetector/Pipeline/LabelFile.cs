using System.Globalization;
using System.Text;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using CsvHelper;

namespace ActorDetector.Pipeline;

/// <summary>Reads the truth about sessions from a CSV file: the session's identifier, its label, and its kind if there is such a column.</summary>
internal static class LabelFile
{
    private static readonly string[] SessionNames = ["session", "blockid", "block", "entity", "node", "host", "id"];

    /// <summary>The labels by session.</summary>
    /// <exception cref="LogInputException">The file cannot be read, or has no such columns.</exception>
    public static IReadOnlyDictionary<string, SessionLabel> Read(string path)
    {
        try
        {
            using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
            if (!csv.Read() || !csv.ReadHeader())
                throw new LogInputException($"{path}: is empty; it needs a row of column names, session and label among them");
            string session = Find(path, csv.HeaderRecord!, SessionNames);
            string label = Find(path, csv.HeaderRecord!, ["label"]);
            string? kind = csv.HeaderRecord!.FirstOrDefault(name => name.Equals("kind", StringComparison.OrdinalIgnoreCase));
            Dictionary<string, SessionLabel> labels = [];
            while (csv.Read())
            {
                bool anomaly = LineLabel.IsAnomaly(Encoding.UTF8.GetBytes(csv.GetField(label)!.Trim()));
                labels[csv.GetField(session)!] = new SessionLabel(anomaly, kind is null ? "" : csv.GetField(kind) ?? "");
            }

            return labels;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CsvHelperException)
        {
            throw new LogInputException($"{path}: cannot be read as labels: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    private static string Find(string path, string[] columns, string[] names) =>
        names.SelectMany(name => columns.Where(column => column.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault()
        ?? throw new LogInputException($"{path}: has no column {string.Join(" or ", names)}; its columns are {string.Join(", ", columns)}");
}
