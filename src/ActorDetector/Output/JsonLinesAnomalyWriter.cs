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
        _json = new Utf8JsonWriter(stream, AnomalyJson.WriterOptions);
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyCollection<Anomaly> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        foreach (Anomaly anomaly in found)
        {
            AnomalyJson.Write(_json, anomaly);
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
}
