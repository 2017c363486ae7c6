using System.Text.Encodings.Web;
using System.Text.Json;
using ActorDetector.Detection;

namespace ActorDetector.Output;

/// <summary>Writes anomalies as JSON Lines: one object a line.</summary>
public sealed class JsonLinesAnomalyWriter : IAnomalyWriter
{
    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;

    /// <summary>Writes to a stream that it then owns.</summary>
    public JsonLinesAnomalyWriter(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        // Not for HTML, so <*> may stay readable; control characters are escaped all the same.
        _json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyCollection<Anomaly> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        foreach (Anomaly anomaly in found)
        {
            WriteObject(anomaly);
            _json.Flush();
            _stream.WriteByte((byte)'\n');
            _json.Reset();
        }

        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
    }

    private void WriteObject(Anomaly anomaly)
    {
        _json.WriteStartObject();
        _json.WriteString("id", anomaly.Id);
        _json.WriteString("time", AnomalyText.Time(anomaly.Time));
        _json.WriteString("entity", anomaly.Entity);
        _json.WriteString("session", anomaly.Session);
        _json.WriteString("source", anomaly.Source);
        _json.WriteNumber("line", anomaly.LineNumber);
        _json.WriteString("raw", anomaly.Raw);
        _json.WriteString("template", anomaly.Template);
        _json.WriteNumber("log_key", anomaly.LogKey);
        _json.WriteString("detector", anomaly.Detector);
        _json.WriteStartArray("detectors");
        foreach (string detector in anomaly.Detectors)
            _json.WriteStringValue(detector);
        _json.WriteEndArray();
        _json.WriteString("kind", AnomalyText.Kind(anomaly.Kind));
        WriteNumber("score", anomaly.Score);
        _json.WriteNumber("rank", anomaly.Rank);
        WriteNumber("probability", anomaly.Probability);
        _json.WriteStartArray("expected");
        foreach (ExpectedTemplate expected in anomaly.Expected)
        {
            _json.WriteStartObject();
            _json.WriteString("template", expected.Template);
            _json.WriteNumber("log_key", expected.LogKey);
            WriteNumber("probability", expected.Probability);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteString("model", anomaly.ModelVersion);
        _json.WriteString("explanation", anomaly.Explanation);
        _json.WriteEndObject();
    }

    // JSON has no infinity.
    private void WriteNumber(string name, double value)
    {
        if (double.IsFinite(value))
            _json.WriteNumber(name, value);
        else
            _json.WriteNull(name);
    }
}
