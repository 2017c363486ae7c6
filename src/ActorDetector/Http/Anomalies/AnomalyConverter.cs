using System.Text.Json;
using System.Text.Json.Serialization;
using ActorDetector.Detection;

namespace ActorDetector.Http.Anomalies;

/// <summary>Writes anomalies as files have them.</summary>
internal sealed class AnomalyConverter : JsonConverter<Anomaly>
{
    /// <inheritdoc/>
    public override Anomaly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return AnomalyJson.Read(JsonSerializer.SerializeToUtf8Bytes(document.RootElement));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Anomaly value, JsonSerializerOptions options) => AnomalyJson.Write(writer, value);
}
