using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ActorDetector.Detection;

namespace ActorDetector.Actors.Sinks;

/// <summary>Alerts as the body of Alertmanager's <c>POST /api/v2/alerts</c>.</summary>
internal static class AlertJson
{
    /// <summary>An array of alerts, as UTF-8.</summary>
    public static ReadOnlyMemory<byte> ToBytes(IReadOnlyList<Alert> alerts)
    {
        ArrayBufferWriter<byte> body = new(1024 * (alerts.Count + 1));
        using Utf8JsonWriter json = new(body, AnomalyJson.WriterOptions);
        json.WriteStartArray();
        foreach (Alert alert in alerts)
        {
            json.WriteStartObject();
            WriteTexts(json, "labels", alert.Labels);
            WriteTexts(json, "annotations", alert.Annotations);
            json.WriteString("startsAt", Time(alert.StartsAt));
            json.WriteString("endsAt", Time(alert.EndsAt));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return body.WrittenMemory;
    }

    /// <summary>A time in UTC, in milliseconds: more digits say nothing to a person.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach ((string key, string text) in texts)
            json.WriteString(key, text);
        json.WriteEndObject();
    }
}
