using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;

namespace ActorDetector.Actors.Sinks;

/// <summary>Posts anomalies to an http or https address, one request at a time: <c>{"first": 12, "last": 13, "anomalies": [...]}</c>, with the
/// numbers of the first and the last in the store.</summary>
/// <remarks>The header <c>Idempotency-Key</c> is the same for the same anomalies. A repeat after a crash may be cut into other requests: the
/// anomalies' ids tell repeats in any case. 2xx is done; 400, 413, 415 and 422 refuse what was sent, so it is told in halves until those refused
/// are alone, which are dropped and counted; every other answer is tried again and drops nothing.</remarks>
public sealed class WebhookSink : ISink, IDisposable
{
    private readonly HttpPost _post;

    /// <summary>Posts to <see cref="SinkOptions.WebhookUrl"/>.</summary>
    /// <param name="options">The address and how to post.</param>
    /// <param name="token">The bearer token, if any.</param>
    /// <param name="time">Measures the time-out.</param>
    public WebhookSink(SinkOptions options, BearerToken? token, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        MostAtOnce = options.WebhookBatch;
        _post = new HttpPost(
            new Uri(options.WebhookUrl ?? throw new ArgumentException("No --webhook-url is given.", nameof(options))),
            token,
            [.. options.WebhookHeader.Select(HttpHeader.Parse)],
            options.SinkTimeout,
            time);
    }

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <inheritdoc/>
    public int MostAtOnce { get; }

    /// <inheritdoc/>
    public Task SendAsync(IReadOnlyList<StoredAnomaly> anomalies, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(anomalies);
        return _post.PostAsync(BodyOf(anomalies), DeliveryOf(anomalies), isOfEach: true, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _post.Dispose();

    private static ReadOnlyMemory<byte> BodyOf(IReadOnlyList<StoredAnomaly> anomalies)
    {
        ArrayBufferWriter<byte> body = new(1024 * anomalies.Count);
        using Utf8JsonWriter json = new(body, AnomalyJson.WriterOptions);
        json.WriteStartObject();
        json.WriteNumber("first", anomalies[0].Number);
        json.WriteNumber("last", anomalies[^1].Number);
        json.WriteStartArray("anomalies");
        foreach (StoredAnomaly anomaly in anomalies)
            AnomalyJson.Write(json, anomaly.Anomaly);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    // Numbers alone would not do: those of a new store begin anew.
    private static string DeliveryOf(IReadOnlyList<StoredAnomaly> anomalies)
    {
        uint sum = uint.MaxValue;
        foreach (StoredAnomaly anomaly in anomalies)
        {
            foreach (byte letter in MemoryMarshal.AsBytes(anomaly.Anomaly.Id.AsSpan()))
                sum = BitOperations.Crc32C(sum, letter);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{anomalies[0].Number}-{anomalies[^1].Number}-{sum:x8}");
    }
}
