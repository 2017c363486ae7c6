using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActorDetector.Detection;

/// <summary>An anomaly as a JSON object: what files hold a line of, and what the store keeps.</summary>
public static class AnomalyJson
{
    /// <summary>How writers of anomalies write: not for HTML, so &lt;*&gt; stays readable; control characters are escaped all the same.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an anomaly as one object. Numbers that are not finite are null: JSON has none.</summary>
    public static void Write(Utf8JsonWriter json, Anomaly anomaly)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(anomaly);
        json.WriteStartObject();
        json.WriteString("id", anomaly.Id);
        json.WriteString("time", AnomalyText.Time(anomaly.Time));
        json.WriteString("entity", anomaly.Entity);
        json.WriteString("session", anomaly.Session);
        json.WriteString("source", anomaly.Source);
        json.WriteNumber("line", anomaly.LineNumber);
        json.WriteString("raw", anomaly.Raw);
        json.WriteString("template", anomaly.Template);
        json.WriteNumber("log_key", anomaly.LogKey);
        json.WriteString("detector", anomaly.Detector);
        json.WriteStartArray("detectors");
        foreach (string detector in anomaly.Detectors)
            json.WriteStringValue(detector);
        json.WriteEndArray();
        json.WriteString("kind", AnomalyText.Kind(anomaly.Kind));
        WriteNumber(json, "score", anomaly.Score);
        json.WriteNumber("rank", anomaly.Rank);
        WriteNumber(json, "probability", anomaly.Probability);
        json.WriteStartArray("expected");
        foreach (ExpectedTemplate expected in anomaly.Expected)
        {
            json.WriteStartObject();
            json.WriteString("template", expected.Template);
            json.WriteNumber("log_key", expected.LogKey);
            WriteNumber(json, "probability", expected.Probability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model", anomaly.ModelVersion);
        json.WriteString("explanation", anomaly.Explanation);
        json.WriteEndObject();
    }

    /// <summary>An anomaly's object as UTF-8.</summary>
    public static byte[] ToBytes(Anomaly anomaly)
    {
        ArrayBufferWriter<byte> bytes = new(1024);
        using (Utf8JsonWriter json = new(bytes, WriterOptions))
            Write(json, anomaly);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The anomaly of an object. A score that is null was infinite; a probability that is null was no number.</summary>
    /// <param name="utf8">The object, as UTF-8.</param>
    /// <exception cref="FormatException">It is no object of an anomaly; the message says what is missing or wrong.</exception>
    public static Anomaly Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"This is no anomaly: {exception.Message}", exception);
        }
    }

    private static Anomaly Read(JsonElement json) => new()
    {
        Id = Text(json, "id"),
        Time = Optional(json, "time") is { } time ? AnomalyText.TimeOf(time) ?? throw Wrong("time", time) : null,
        Entity = Text(json, "entity"),
        Session = Text(json, "session"),
        Source = Text(json, "source"),
        LineNumber = json.GetProperty("line").GetInt64(),
        Raw = Text(json, "raw"),
        Template = Optional(json, "template"),
        LogKey = json.GetProperty("log_key").GetInt32(),
        Detector = Text(json, "detector"),
        Detectors = [.. json.GetProperty("detectors").EnumerateArray().Select(detector => detector.GetString() ?? throw Wrong("detectors", "null"))],
        Kind = AnomalyText.KindOf(Text(json, "kind")) ?? throw Wrong("kind", Text(json, "kind")),
        Score = Number(json, "score", double.PositiveInfinity),
        Rank = json.GetProperty("rank").GetInt32(),
        Probability = Number(json, "probability", double.NaN),
        Expected =
        [
            .. json.GetProperty("expected").EnumerateArray().Select(expected => new ExpectedTemplate(
                Text(expected, "template"), expected.GetProperty("log_key").GetInt32(), Number(expected, "probability", double.NaN))),
        ],
        ModelVersion = Text(json, "model"),
        Explanation = Text(json, "explanation"),
    };

    private static string Text(JsonElement json, string name) => Optional(json, name) ?? throw Wrong(name, "null");

    private static string? Optional(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value.GetString() : throw new FormatException($"This is no anomaly: it has no {name}.");

    private static double Number(JsonElement json, string name, double whenNull)
    {
        JsonElement value = json.GetProperty(name);
        return value.ValueKind == JsonValueKind.Null ? whenNull : value.GetDouble();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static FormatException Wrong(string name, string value) => new($"This is no anomaly: its {name} is {value}.");
}
