using System.Globalization;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;
using ActorDetector.Http.Counters;

namespace ActorDetector.Http.Metrics;

/// <summary>A node's metrics for Prometheus.</summary>
public static class NodeMetrics
{
    private const string Counter = "counter";
    private const string Gauge = "gauge";

    /// <summary>The metrics as text.</summary>
    /// <param name="node">How the node is.</param>
    /// <param name="requests">Answered requests by code.</param>
    /// <param name="memory">The memory of the process.</param>
    /// <param name="version">The version of the program.</param>
    public static string Write(NodeStatus node, IEnumerable<(int Code, long Requests)> requests, ProcessMemory memory, string version)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(requests);
        var text = new PrometheusText();
        text.Metric("actordetector_build_info", Gauge, "The program and the model that judges.").Value(1, ("version", version), ("model", node.Model));
        text.Metric("actordetector_ready", Gauge, "Whether lines are taken and judged.").Value(node.IsReady && !node.IsDraining ? 1 : 0);
        text.Metric("actordetector_conditions", Gauge, "What is wrong, by whether the node is not ready because of it.");
        foreach (bool blocking in (ReadOnlySpan<bool>)[false, true])
            text.Value(node.Conditions.Count(condition => condition.IsBlocking == blocking), ("blocking", blocking ? "true" : "false"));
        WriteCounters(text, SourceCounters.Of(node));
        text.Metric("actordetector_latency_seconds", "histogram", "From a line's arrival to its stored verdict.")
            .Histogram(node.Latency.Bounds, node.Latency.Counts, node.Latency.SumSeconds);
        WriteShards(text, node.Shards);
        if (node.Cluster is { } cluster)
            WriteCluster(text, node, cluster);
        WriteLog(text, node.Log);
        WriteSources(text, node.Sources);
        WriteSinks(text, node.Sinks);
        text.Metric("actordetector_mailbox_messages", Gauge, "Messages that wait.");
        foreach ((string actor, int depth) in node.Mailboxes)
            text.Value(depth, ("actor", actor));
        text.Metric("actordetector_cache_hits_total", Counter, "Predictions that were remembered.").Value(node.CacheHits);
        text.Metric("actordetector_cache_misses_total", Counter, "Predictions that were made.").Value(node.CacheMisses);
        text.Metric("actordetector_dead_letters_total", Counter, "Messages that were set aside.").Value(node.DeadLetters);
        text.Metric("actordetector_store_bytes", Gauge, "Bytes that the store takes.").Value(node.StoreBytes);
        text.Metric("actordetector_http_requests_total", Counter, "Answered HTTP requests.");
        foreach ((int code, long answered) in requests)
            text.Value(answered, ("code", code.ToString(CultureInfo.InvariantCulture)));
        text.Metric("actordetector_memory_limit_bytes", Gauge, "Memory of the machine that the process may have.").Value(node.Memory.Ceiling);
        text.Metric("actordetector_memory_full", Gauge, "Whether lines wait until the process has less memory.").Value(node.Memory.IsFull ? 1 : 0);
        text.Metric("process_resident_memory_bytes", Gauge, "Memory of the machine that the process has.").Value(memory.WorkingSet);
        text.Metric("actordetector_heap_bytes", Gauge, "Memory that the collected heap takes.").Value(memory.Heap);
        return text.ToString();
    }

    private static void WriteCounters(PrometheusText text, IReadOnlyList<SourceCounters> sources)
    {
        BySource("actordetector_lines_total", "Lines in: events, skipped and dropped ones.", source => source.Lines);
        BySource("actordetector_events_total", "Lines that became events.", source => source.Events);
        BySource("actordetector_repeats_total", "Lines that came again and had no effect.", source => source.Repeats);
        BySource("actordetector_untold_total", "Lines of an unseen template that was told before.", source => source.Untold);
        ByLabel("actordetector_skipped_total", "Lines that were skipped.", "reason", source => source.Skipped);
        ByLabel("actordetector_dropped_total", "Lines that were dropped.", "reason", source => source.Dropped);
        ByLabel("actordetector_anomalies_total", "Anomalies found.", "kind", source => source.Anomalies);

        void BySource(string name, string help, Func<SourceCounters, double> value) =>
            ForAll(text, name, Counter, help, sources, source => ("source", source.Source), value);

        void ByLabel(string name, string help, string label, Func<SourceCounters, IReadOnlyDictionary<string, long>> values)
        {
            text.Metric(name, Counter, help);
            foreach (SourceCounters source in sources)
            {
                foreach ((string reason, long count) in values(source))
                    text.Value(count, ("source", source.Source), (label, reason));
            }
        }
    }

    private static void WriteShards(PrometheusText text, IReadOnlyList<ShardStatus> shards)
    {
        text.Metric("actordetector_sessions", Gauge, "Sessions, by whether they are in memory or in the store only.");
        text.Value(shards.Sum(shard => (long)shard.Resident), ("state", "resident")).Value(shards.Sum(shard => shard.Passive), ("state", "passive"));
        text.Metric("actordetector_unseen_templates", Gauge, "Templates that training never saw, kept by shards.").Value(shards.Sum(shard => (long)shard.Unseen));
        ByShard("actordetector_shard_epoch", Gauge, "The epoch in which a shard is owned.", shard => shard.Epoch);
        ByShard("actordetector_shard_running", Gauge, "Whether a shard judges lines.", shard => shard.State == ShardState.Running ? 1 : 0);
        ByShard("actordetector_shard_restarts_total", Counter, "How often a shard went back to its last good state.", shard => shard.Restarts);

        void ByShard(string name, string type, string help, Func<ShardStatus, double> value) =>
            ForAll(text, name, type, help, Here(shards), shard => Label(shard.Shard), value);
    }

    private static void WriteCluster(PrometheusText text, NodeStatus node, ClusterStatus cluster)
    {
        text.Metric("actordetector_cluster_coordinator", Gauge, "Whether the node coordinates the cluster.").Value(cluster.IsLeading ? 1 : 0);
        text.Metric("actordetector_cluster_members", Gauge, "Nodes of the cluster, as this one knows it.");
        IReadOnlyList<Member> members = cluster.View.Members;
        text.Value(members.Count(member => member is { IsAlive: true, IsDraining: false }), ("state", "alive"))
            .Value(members.Count(member => member is { IsAlive: true, IsDraining: true }), ("state", "draining"))
            .Value(members.Count(member => !member.IsAlive), ("state", "silent"));
        // Of all shards: by the time that a commit is refused, the shard is elsewhere.
        text.Metric("actordetector_refused_commits_total", Counter, "Commits that were refused, as another node had taken the shard.").Value(node.Shards.Sum(shard => shard.RefusedCommits));
        IReadOnlyList<ShardStatus> here = Here(node.Shards);
        ForAll(text, "actordetector_shard_owned", Gauge, "The shards that the node has.", here, shard => Label(shard.Shard), _ => 1);
        ForAll(text, "actordetector_shard_lost_entries_total", Counter, "Entries that were accepted and never came, since the shard was taken.", here, shard => Label(shard.Shard), shard => shard.LostEntries);
        ShardReport[] told = [.. (node.Report?.Shards ?? []).Where(report => here.Any(shard => shard.Shard == report.Shard))];
        ForAll(text, "actordetector_shard_backlog_messages", Gauge, "Messages that wait in the shard's queue, or are being judged.", [.. told.Where(shard => shard.Backlog is not null)], shard => Label(shard.Shard), shard => shard.Backlog!.Value);
        ForAll(text, "actordetector_shard_lag_seconds", Gauge, "How long ago the line arrived that was judged last, where some wait.", told, shard => Label(shard.Shard), shard => shard.LagSeconds);
    }

    private static IReadOnlyList<ShardStatus> Here(IReadOnlyList<ShardStatus> shards) => [.. shards.Where(shard => shard.State != ShardState.Elsewhere)];

    private static (string, string) Label(int shard) => ("shard", shard.ToString(CultureInfo.InvariantCulture));

    private static void WriteLog(PrometheusText text, ShardLogStatus log)
    {
        text.Metric("actordetector_log_bytes", Gauge, "Bytes that the shard log takes.").Value(log.Bytes);
        text.Metric("actordetector_log_limit_bytes", Gauge, "Bytes that the shard log may take.").Value(log.MaxBytes);
        text.Metric("actordetector_log_waiting_bytes", Gauge, "Bytes of the shard log that are not released yet.").Value(log.WaitingBytes);
        text.Metric("actordetector_log_full", Gauge, "Whether lines wait for room in the shard log.").Value(log.IsFull ? 1 : 0);
        text.Metric("actordetector_log_damaged_entries_total", Counter, "Entries whose checksum did not hold.").Value(log.DamagedEntries);
        text.Metric("actordetector_log_torn_bytes", Gauge, "Bytes that were cut off behind the last whole entry at the start.").Value(log.TornBytes);
    }

    private static void WriteSources(PrometheusText text, IReadOnlyList<SourceStatus> sources)
    {
        BySource("actordetector_source_accepted_total", "Lines and notes handed to the log since the start.", source => source.Accepted);
        BySource("actordetector_source_restarts_total", "How often a source was started again after a fault.", source => source.Restarts);

        void BySource(string name, string help, Func<SourceStatus, double> value) =>
            ForAll(text, name, Counter, help, sources, source => ("source", source.Name), value);
    }

    private static void WriteSinks(PrometheusText text, IReadOnlyList<SinkStatus> sinks)
    {
        BySink("actordetector_sink_sent_total", Counter, "Anomalies told.", sink => sink.Sent);
        BySink("actordetector_sink_dropped_total", Counter, "Anomalies that the other side refused for good.", sink => sink.Dropped);
        BySink("actordetector_sink_failures_total", Counter, "Attempts to tell that failed.", sink => sink.Failures);
        BySink("actordetector_sink_last_anomaly", Gauge, "The number in the store of the last anomaly told.", sink => sink.Number);

        void BySink(string name, string type, string help, Func<SinkStatus, double> value) =>
            ForAll(text, name, type, help, sinks, sink => ("sink", sink.Name), value);
    }

    private static void ForAll<T>(
        PrometheusText text, string name, string type, string help, IReadOnlyList<T> all, Func<T, (string, string)> label, Func<T, double> value)
    {
        text.Metric(name, type, help);
        foreach (T one in all)
            text.Value(value(one), label(one));
    }
}
