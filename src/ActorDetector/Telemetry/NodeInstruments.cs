using System.Diagnostics.Metrics;
using ActorDetector.Actors.Nodes;
using ActorDetector.Http.Counters;
using ActorDetector.Http.Metrics;

namespace ActorDetector.Telemetry;

/// <summary>A node's metrics as OpenTelemetry's instruments.</summary>
public sealed class NodeInstruments : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "ActorDetector";

    /// <summary>The name of the histogram of latency.</summary>
    internal const string LatencyName = "actordetector.latency";

    private readonly INode _node;
    private readonly Histogram<double> _latency;
    private LatencySnapshot _told = new([], [], 0);

    /// <summary>Instruments over a node.</summary>
    public NodeInstruments(INode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        _node = node;
        _latency = Meter.CreateHistogram<double>(LatencyName, "s", "From a line's arrival to its stored verdict");
        // One instrument for all that may become of a line, so that its values are of one moment: lines = events + skipped + dropped.
        Meter.CreateObservableCounter("actordetector.lines", Lines, "{line}", "Lines by what became of them");
        Meter.CreateObservableCounter("actordetector.anomalies", Anomalies, "{anomaly}", "Anomalies found");
        Meter.CreateObservableGauge("actordetector.ready", Ready, null, "Whether lines are taken and judged");
        Meter.CreateObservableGauge("actordetector.log.waiting", () => _node.Status.Log.WaitingBytes, "By", "Bytes of the shard log that are not released yet");
        Meter.CreateObservableGauge("actordetector.sessions", () => _node.Status.Shards.Sum(shard => (long)shard.Resident), "{session}", "Sessions in memory");
        Meter.CreateObservableGauge("actordetector.mailbox", Mailboxes, "{message}", "Messages that wait");
        Meter.CreateObservableCounter("actordetector.cache.hits", () => _node.Status.CacheHits, "{prediction}", "Predictions that were remembered");
        Meter.CreateObservableCounter("actordetector.cache.misses", () => _node.Status.CacheMisses, "{prediction}", "Predictions that were made");
        Meter.CreateObservableGauge("actordetector.memory", () => ProcessMemory.Now.WorkingSet, "By", "Memory of the machine that the process has");
    }

    /// <summary>The meter that they belong to.</summary>
    public Meter Meter { get; } = new(MeterName);

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private IEnumerable<Measurement<long>> Lines()
    {
        foreach (SourceCounters source in SourceCounters.Of(_node.Status))
        {
            yield return Of(source.Events, source, ("outcome", "event"));
            foreach ((string reason, long lines) in source.Skipped)
                yield return Of(lines, source, ("outcome", "skipped"), ("reason", reason));
            foreach ((string reason, long lines) in source.Dropped)
                yield return Of(lines, source, ("outcome", "dropped"), ("reason", reason));
        }
    }

    private IEnumerable<Measurement<long>> Anomalies() =>
        SourceCounters.Of(_node.Status).SelectMany(source => source.Anomalies.Select(count => Of(count.Value, source, ("kind", count.Key))));

    private IEnumerable<Measurement<int>> Mailboxes() =>
        _node.Status.Mailboxes.Select(box => new Measurement<int>(box.Depth, new KeyValuePair<string, object?>("actor", box.Actor)));

    // Asked at every collection, before what was recorded is collected: the histogram is brought up to date then.
    private int Ready()
    {
        NodeStatus status = _node.Status;
        foreach ((double seconds, long lines) in LatencyDifference.Of(_told, status.Latency))
        {
            for (long i = 0; i < lines; i++)
                _latency.Record(seconds);
        }

        _told = status.Latency;
        return status.IsReady && !status.IsDraining ? 1 : 0;
    }

    private static Measurement<long> Of(long value, SourceCounters source, params ReadOnlySpan<(string Name, string Value)> tags)
    {
        var all = new KeyValuePair<string, object?>[tags.Length + 1];
        all[0] = new("source", source.Source);
        for (int i = 0; i < tags.Length; i++)
            all[i + 1] = new(tags[i].Name, tags[i].Value);
        return new Measurement<long>(value, all);
    }
}
