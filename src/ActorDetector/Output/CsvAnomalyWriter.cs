using System.Globalization;
using System.Text;
using ActorDetector.Detection;
using CsvHelper;
using CsvHelper.Configuration;

namespace ActorDetector.Output;

/// <summary>Writes anomalies as CSV with a header line; the columns are those of JSON Lines. What was expected is one column, as
/// <c>0.93 template | 0.04 template</c>.</summary>
public sealed class CsvAnomalyWriter : IAnomalyWriter
{
    private static readonly string[] Columns =
    [
        "id", "time", "entity", "session", "source", "line", "raw", "template", "log_key", "detector", "detectors", "kind", "score", "rank", "probability",
        "expected", "model", "explanation",
    ];

    private readonly CsvWriter _csv;

    /// <summary>Writes to a stream that it then owns; the header line at once.</summary>
    public CsvAnomalyWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        StreamWriter text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        WriteRow(Columns);
        _csv.Flush();
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyCollection<Anomaly> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        foreach (Anomaly anomaly in found)
        {
            WriteRow(
            [
                anomaly.Id, AnomalyText.Time(anomaly.Time), anomaly.Entity, anomaly.Session, anomaly.Source, Text(anomaly.LineNumber),
                anomaly.Raw, anomaly.Template, Text(anomaly.LogKey), anomaly.Detector, string.Join(' ', anomaly.Detectors), AnomalyText.Kind(anomaly.Kind), Text(anomaly.Score),
                Text(anomaly.Rank), Text(anomaly.Probability), Expected(anomaly), anomaly.ModelVersion, anomaly.Explanation,
            ]);
        }

        _csv.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();

    private static string Expected(Anomaly anomaly) => string.Join(" | ", anomaly.Expected.Select(expected =>
        string.Create(CultureInfo.InvariantCulture, $"{expected.Probability:0.####} {expected.Template}")));

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private void WriteRow(IEnumerable<string?> fields)
    {
        foreach (string? field in fields)
            _csv.WriteField(field);
        _csv.NextRecord();
    }
}
