using ActorDetector.Actors.Stores;
using ActorDetector.Detection;

namespace ActorDetector.Actors.Sinks;

/// <summary>Tells anomalies as JSON Lines, one object a line, to a file or to a stream.</summary>
/// <remarks>A file is opened anew for every batch, so that it can be renamed away or deleted at any time. Its bytes are on the disk before a
/// batch is done: the store then counts the batch as told, and would not tell it again after a power cut. That costs one sync a batch.</remarks>
public sealed class JsonLinesSink : ISink
{
    private readonly Func<IReadOnlyList<StoredAnomaly>, CancellationToken, Task> _append;

    /// <summary>Tells anomalies to a file, which is created when it is missing.</summary>
    public JsonLinesSink(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _append = new JsonLinesFile(path).AppendAsync;
    }

    /// <summary>Tells anomalies to a stream, which stays the caller's: the standard output.</summary>
    public JsonLinesSink(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        // A write to a pipe that nobody reads would not hear of a cancellation.
        _append = (anomalies, cancellation) => WriteAsync(stream, anomalies, cancellation).WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public string Name => "jsonl";

    /// <inheritdoc/>
    public int MostAtOnce => 1000;

    /// <inheritdoc/>
    public Task SendAsync(IReadOnlyList<StoredAnomaly> anomalies, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(anomalies);
        return _append(anomalies, cancellation);
    }

    /// <summary>Writes anomalies, each with a newline behind it, and flushes.</summary>
    internal static async Task WriteAsync(Stream stream, IReadOnlyList<StoredAnomaly> anomalies, CancellationToken cancellation)
    {
        foreach (StoredAnomaly anomaly in anomalies)
        {
            byte[] line = [.. AnomalyJson.ToBytes(anomaly.Anomaly), (byte)'\n'];
            await stream.WriteAsync(line, cancellation).ConfigureAwait(false);
        }

        await stream.FlushAsync(cancellation).ConfigureAwait(false);
    }
}
