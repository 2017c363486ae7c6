using System.Globalization;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sources.Syslog;
using ActorDetector.Commands;
using ActorDetector.Http;
using ActorDetector.RabbitMq;

namespace ActorDetector.Serving;

/// <summary>What the options let a node keep in memory for good, whatever arrives: more than three quarters of --max-memory would let lines wait for ever.</summary>
internal static class MemoryPlan
{
    // Measured: the program with a small model and its store, before the first line.
    private const long ProgramBytes = 128 << 20;

    // Measured: what a session in memory takes, with its name and window.
    private const long SessionBytes = 512;

    // The bodies that OTLP holds at once.
    private const long OtlpBodies = 4;

    /// <summary>What is too much for a ceiling, and what to do; null when all fits.</summary>
    public static string? Trouble(long ceiling, ModelOptions model, ShardOptions shards, SyslogOptions syslog, HttpOptions http, RabbitMqOptions rabbitMq, ClusterOptions cluster)
    {
        bool overTcp = (syslog.SyslogTcp ?? syslog.SyslogTls) is not null;
        bool appends = rabbitMq.RabbitMq is not null;
        bool reads = appends && cluster.NodeRoles.HasFlag(NodeRoles.Detect);
        // It has all shards when the others are down.
        long messages = (long)NodeAssembly.ShardsOf(shards, rabbitMq) * rabbitMq.RabbitMqPrefetch;
        (string Option, long Value, long Bytes)[] kept =
        [
            ("--cache-megabytes", model.CacheMegabytes, (long)model.CacheMegabytes << 20),
            ("--max-resident", shards.MaxResident, shards.MaxResident * SessionBytes),
            ("--max-otlp-bytes", http.MaxOtlpBytes, http.IsOff ? 0 : OtlpBodies * http.MaxOtlpBytes),
            ("--syslog-max-buffer-bytes", syslog.SyslogMaxBufferBytes, overTcp ? syslog.SyslogMaxBufferBytes : 0),
            ("--syslog-udp-queue-bytes", syslog.SyslogUdpQueueBytes, syslog.SyslogUdp is null ? 0 : syslog.SyslogUdpQueueBytes),
            ("--rabbitmq-unconfirmed-bytes", rabbitMq.RabbitMqUnconfirmedBytes, appends ? rabbitMq.RabbitMqUnconfirmedBytes : 0),
            ("--rabbitmq-look-back-bytes", rabbitMq.RabbitMqLookBackBytes, reads ? rabbitMq.RabbitMqLookBackBytes : 0),
            ("--rabbitmq-prefetch", rabbitMq.RabbitMqPrefetch, reads ? messages * rabbitMq.RabbitMqBatchBytes : 0),
        ];
        long all = ProgramBytes + kept.Sum(one => one.Bytes);
        if (all <= ceiling / 4 * 3)
            return null;
        IEnumerable<string> largest = kept.Where(one => one.Bytes > 0).OrderByDescending(one => one.Bytes)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Option} {one.Value} takes up to {one.Bytes} bytes"));
        return string.Create(CultureInfo.InvariantCulture, $"--max-memory {ceiling} is too little: {string.Join(", ", largest)}, the program {ProgramBytes}; with --max-memory {all / 3 * 4} there is room for lines too.");
    }
}
