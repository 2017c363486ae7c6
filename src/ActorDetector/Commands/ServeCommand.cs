using ActorDetector.Actors.Ingest;
using ActorDetector.Actors.Memory;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Sources.Files;
using ActorDetector.Actors.Sources.Syslog;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Rules;
using ActorDetector.Http;
using ActorDetector.Http.Security;
using ActorDetector.Logs.Reading;
using ActorDetector.RabbitMq;
using ActorDetector.Serving;
using ActorDetector.Storage;
using ActorDetector.Telemetry;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Commands;

/// <summary><c>serve</c>: live logs in, anomalies out, until it is stopped.</summary>
public sealed partial class ServeCommand : AppCommand
{
    private readonly OptionSet<ModelOptions> _model;
    private readonly OptionSet<ServeOptions> _serve;
    private readonly OptionSet<FileSourceOptions> _files;
    private readonly OptionSet<SyslogOptions> _syslog;
    private readonly OptionSet<HttpOptions> _http;
    private readonly OptionSet<TelemetryOptions> _telemetry;
    private readonly OptionSet<SinkOptions> _sinks;
    private readonly OptionSet<IngestOptions> _ingest;
    private readonly OptionSet<ShardOptions> _shards;
    private readonly OptionSet<NodeOptions> _node;
    private readonly OptionSet<ShardLogOptions> _shardLog;
    private readonly OptionSet<StoreOptions> _store;
    private readonly OptionSet<PostgresOptions> _postgres;
    private readonly OptionSet<RabbitMqOptions> _rabbitMq;
    private readonly OptionSet<ClusterOptions> _cluster;
    private readonly OptionSet<RuleOptions> _rules;
    private readonly OptionSet<ReadingOptions> _reading;

    /// <summary>The command.</summary>
    public ServeCommand()
        : base(
            "serve",
            "Reads live logs, keeps a window of recent events for every host or session, and tells the lines that break the pattern. What it has accepted is never lost and never counted twice.",
            new Example("serve -m model --files '/var/log/app/*.log'", "follow files; anomalies at http://127.0.0.1:7878/api/anomalies"),
            new Example("serve -m model --syslog-tcp 5514 --anomalies-file -", "receive syslog on the loopback; anomalies on the standard output"),
            new Example("serve -m model --webhook-url https://ops.example/hook", "lines by POST http://127.0.0.1:7878/v1/lines; anomalies to a webhook"),
            new Example("serve -m model --http *:7878 --http-token-file token", "for other machines too, with a token"),
            new Example("serve -m model --postgres 'Host=db;Database=actordetector;Username=actordetector' --postgres-password-file password", "the store in PostgreSQL"),
            new Example("serve -m model --postgres 'Host=db;Database=actordetector;Username=actordetector' --rabbitmq amqp://actordetector@mq/ --node a", "one node of a cluster: start as many as are needed, each with a name of its own"))
    {
        _model = AddOptions<ModelOptions>();
        _serve = AddOptions<ServeOptions>();
        _files = AddOptions<FileSourceOptions>();
        _syslog = AddOptions<SyslogOptions>();
        _http = AddOptions<HttpOptions>();
        _telemetry = AddOptions<TelemetryOptions>();
        _sinks = AddOptions<SinkOptions>();
        _ingest = AddOptions<IngestOptions>();
        _shards = AddOptions<ShardOptions>();
        _node = AddOptions<NodeOptions>();
        _shardLog = AddOptions<ShardLogOptions>();
        _store = AddOptions<StoreOptions>();
        _postgres = AddOptions<PostgresOptions>();
        _rabbitMq = AddOptions<RabbitMqOptions>();
        _cluster = AddOptions<ClusterOptions>();
        _rules = AddOptions<RuleOptions>();
        _reading = AddOptions<ReadingOptions>();
    }

    /// <inheritdoc/>
    /// <remarks>The node's own limit is that of --drain-timeout; this one is behind it.</remarks>
    public override TimeSpan Grace => TimeSpan.FromHours(2);

    /// <inheritdoc/>
    public override bool EndsByStop => true;

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        return RunAsync(invocation).GetAwaiter().GetResult();
    }

    private async Task<ExitCode> RunAsync(Invocation invocation)
    {
        ServeOptions serve = invocation.Get(_serve);
        SyslogOptions syslog = invocation.Get(_syslog);
        HttpOptions http = invocation.Get(_http);
        TelemetryOptions telemetry = invocation.Get(_telemetry);
        NodeOptions options = invocation.Get(_node);
        ModelOptions model = invocation.Get(_model);
        ReadingOptions reading = invocation.Get(_reading, BundleFolder.Read(model.Model).Manifest.Settings.Reading);
        ShardLogOptions shardLog = invocation.Get(_shardLog);
        FileSourceOptions files = invocation.Get(_files);
        if (serve.ExitAtEnd && (!serve.Stdin || files.Files.Count > 0 || syslog.Udp is not null || syslog.Tcp is not null || syslog.Tls is not null))
            throw new UsageException("--exit-at-end needs --stdin, and neither --files nor syslog, which have no end.");
        PostgresOptions postgres = invocation.Get(_postgres);
        RabbitMqOptions rabbitMq = invocation.Get(_rabbitMq);
        if (rabbitMq.RabbitMq is not null && postgres.Postgres is null)
            throw new UsageException("--rabbitmq makes the node one of a cluster, whose store all nodes share: give --postgres too.");
        ClusterOptions cluster = invocation.Get(_cluster);
        if (rabbitMq.RabbitMq is null && cluster.IsGiven)
            throw new UsageException("--node and --roles are of a node of a cluster: give --rabbitmq and --postgres too.");
        ShardOptions shards = invocation.Get(_shards);
        long ceiling = options.MaxMemory ?? MemoryCeiling.OfMachine;
        string? tooLittle = MemoryPlan.Trouble(ceiling, model, shards, syslog, http, rabbitMq, cluster);
        if (options.MaxMemory is not null && tooLittle is not null)
            throw new UsageException(tooLittle);
        RefuseLongLines(reading, shardLog);
        RefuseOpenSyslog(syslog, http.Insecure);
        AccessToken? token = AccessToken.Read(http.HttpTokenFile, Environment.GetEnvironmentVariable(AccessToken.Variable));
        using ILoggerFactory logs = NodeLogs.Create(serve);
        if (tooLittle is not null)
            LogTooLittle(logs.CreateLogger<ServeCommand>(), tooLittle);
        MemoryCeiling.BoundHeap(ceiling);
        await using var assembly = new NodeAssembly
        {
            Serve = serve,
            Model = model,
            Files = files,
            Syslog = syslog,
            Sinks = invocation.Get(_sinks),
            Ingest = invocation.Get(_ingest),
            Shards = shards,
            Node = options,
            ShardLog = shardLog,
            Store = invocation.Get(_store),
            Postgres = postgres,
            RabbitMq = rabbitMq,
            Cluster = cluster,
            Rules = invocation.Get(_rules),
            Reading = reading,
        };
        using var replaced = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(invocation.Stop, replaced.Token);
        Node node = await assembly.StartAsync(logs, replaced.Cancel, invocation.Stop).ConfigureAwait(false);
        await using HttpFace? face = http.IsOff ? null : await HttpFace.StartAsync(node, http, token, logs, node.Time, invocation.Stop).ConfigureAwait(false);
        using TelemetryExport? export = TelemetryExport.Start(node, telemetry);
        await StopAsync(serve.ExitAtEnd ? node.SourcesEnded : null, stop.Token).ConfigureAwait(false);
        node.BeginDrain();
        if (face is not null)
            await face.DrainAsync(options.DrainTimeout / 2).ConfigureAwait(false);
        await node.DisposeAsync().ConfigureAwait(false);
        return replaced.IsCancellationRequested ? ExitCode.BadInput : ExitCode.Done;
    }

    // An entry has the line, its entity, which a pattern may let be the whole line, and what is told of each; and of some lines besides.
    private static void RefuseLongLines(ReadingOptions reading, ShardLogOptions shardLog)
    {
        const int Besides = 4 << 20;
        long needed = (2L * reading.MaxLineBytes) + Besides;
        if (needed > shardLog.MaxEntryBytes)
            throw new UsageException($"--max-line-bytes {reading.MaxLineBytes} needs --max-entry-bytes of at least {needed} (it is {shardLog.MaxEntryBytes}).");
    }

    private static void RefuseOpenSyslog(SyslogOptions syslog, bool insecure)
    {
        (string Option, SyslogEndPoint? At)[] open = [("--syslog-udp", syslog.Udp), ("--syslog-tcp", syslog.Tcp)];
        foreach ((string option, SyslogEndPoint? at) in open)
        {
            if (at is { IsLoopback: false } && !insecure)
                throw new UsageException($"{option} {at.Address} can be reached from other machines, and anybody there could send lines: use --syslog-tls with --tls-client-authority, listen on 127.0.0.1, or say --insecure.");
        }

        if (syslog.Tls is { IsLoopback: false } && syslog.TlsClientAuthority is null && !insecure)
            throw new UsageException($"--syslog-tls {syslog.Tls.Address} can be reached from other machines: give --tls-client-authority, listen on 127.0.0.1, or say --insecure.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Trouble}")]
    private static partial void LogTooLittle(ILogger log, string trouble);

    /// <summary>Waits for a stop, or for the end of all sources.</summary>
    private static async Task StopAsync(Task? end, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        await Task.WhenAny(stopped.Task, end ?? stopped.Task).ConfigureAwait(false);
    }
}
