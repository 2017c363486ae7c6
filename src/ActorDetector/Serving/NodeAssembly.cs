using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Ingest;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Sources;
using ActorDetector.Actors.Sources.Files;
using ActorDetector.Actors.Sources.Streams;
using ActorDetector.Actors.Sources.Syslog;
using ActorDetector.CommandLine;
using ActorDetector.Commands;
using ActorDetector.Detection.Rules;
using ActorDetector.Logs.Reading;
using ActorDetector.RabbitMq;
using ActorDetector.Storage;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Serving;

/// <summary>Puts a node together: the shard log and the store, in the data folder or where a cluster shares them, the sources and sinks that were asked for.</summary>
internal sealed class NodeAssembly : IAsyncDisposable
{
    private const int EmbeddedShards = 4;
    private const int ClusterShards = 64;

    private readonly List<ISource> _sources = [];
    private IReadOnlyList<ISink> _sinks = [];
    private readonly Guid _run = Guid.NewGuid();
    private IStore? _store;
    private Node? _node;

    /// <summary>All that was asked for.</summary>
    public required ServeOptions Serve { get; init; }

    /// <summary>The model, and memory for its predictions.</summary>
    public required ModelOptions Model { get; init; }

    /// <summary>How it runs.</summary>
    public required NodeOptions Node { get; init; }

    /// <summary>How sessions are kept.</summary>
    public required ShardOptions Shards { get; init; }

    /// <summary>Which entity a line belongs to.</summary>
    public required IngestOptions Ingest { get; init; }

    /// <summary>How the shard log is kept.</summary>
    public required ShardLogOptions ShardLog { get; init; }

    /// <summary>How much the store keeps.</summary>
    public required StoreOptions Store { get; init; }

    /// <summary>The database of the store, where it is not in the data folder.</summary>
    public required PostgresOptions Postgres { get; init; }

    /// <summary>The brokers of the shard log, where it is not in the data folder.</summary>
    public required RabbitMqOptions RabbitMq { get; init; }

    /// <summary>Its place in a cluster.</summary>
    public required ClusterOptions Cluster { get; init; }

    /// <summary>How lines are cut.</summary>
    public required ReadingOptions Reading { get; init; }

    /// <summary>Files that are followed.</summary>
    public required FileSourceOptions Files { get; init; }

    /// <summary>How syslog is received.</summary>
    public required SyslogOptions Syslog { get; init; }

    /// <summary>Where anomalies are told.</summary>
    public required SinkOptions Sinks { get; init; }

    /// <summary>What is known to be bad.</summary>
    public required RuleOptions Rules { get; init; }

    private bool IsCluster => RabbitMq.RabbitMq is not null;

    private int ShardCount => ShardsOf(Shards, RabbitMq);

    /// <summary>How many shards a node, or its cluster, has.</summary>
    public static int ShardsOf(ShardOptions shards, RabbitMqOptions rabbitMq) => shards.Shards ?? (rabbitMq.RabbitMq is null ? EmbeddedShards : ClusterShards);

    /// <summary>Starts the node.</summary>
    /// <param name="logs">Is told what happens.</param>
    /// <param name="replaced">Is called when the node must end, for another one was started under its name.</param>
    /// <param name="stop">Ends the start.</param>
    public async Task<Node> StartAsync(ILoggerFactory logs, Action replaced, CancellationToken stop)
    {
        var time = new SteadyTime(TimeProvider.System);
        string data = Path.GetFullPath(Serve.Data);
        MakeFolder(data);
        PostgresStore? shared = Postgres.Postgres is null ? null : await OpenPostgresAsync(time, logs).ConfigureAwait(false);
        _store = shared as IStore ?? SqliteStore.Open(Path.Combine(data, "store.db"), ShardCount, Store, time, logs.CreateLogger<SqliteStore>());
        if (!IsCluster || Cluster.NodeRoles.HasFlag(NodeRoles.Ingest))
            AddSources(_store, time, logs);
        if (!IsCluster || Cluster.NodeRoles.HasFlag(NodeRoles.Coordinate))
            _sinks = ConfiguredSinks.Create(Sinks, Environment.GetEnvironmentVariable, Console.OpenStandardOutput, time, logs.CreateLogger<SinkRunner>());
        IShardLog shardLog = IsCluster
            ? await OpenRabbitMqAsync(shared!, time, logs, stop).ConfigureAwait(false)
            : new EmbeddedShardLog(Path.Combine(data, "log"), ShardCount, ShardLog, time, logs.CreateLogger<EmbeddedShardLog>()); // the node's
        _node = await Actors.Nodes.Node.StartAsync(
            new NodeParts
            {
                Model = Model.Model,
                ModelsFolder = Path.Combine(data, "models"),
                CacheMegabytes = Model.CacheMegabytes,
                MaxLineBytes = Reading.MaxLineBytes,
                Options = Node,
                Shards = Shards,
                Ingest = Ingest,
                Rules = Rules,
                ShardLog = shardLog,
                ShardStore = _store,
                NodeStore = _store,
                Cluster = IsCluster
                    ? new ClusterParts { Node = Cluster.NodeName, Run = _run, Roles = Cluster.NodeRoles, Version = VersionText.Program, Store = shared!, Bundles = shared!, Replaced = replaced }
                    : null,
                Sources = _sources,
                Sinks = _sinks,
                Clock = time,
                Logs = logs,
            },
            stop).ConfigureAwait(false);
        return _node;
    }

    /// <summary>Ends the node in good order, then lets go of what it was made of.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync().ConfigureAwait(false);
        foreach (object part in (IEnumerable<object>)[.. _sources, .. _sinks])
        {
            if (part is IAsyncDisposable slow)
                await slow.DisposeAsync().ConfigureAwait(false);
            else
                (part as IDisposable)?.Dispose();
        }

        if (_store is not null)
            await _store.DisposeAsync().ConfigureAwait(false);
    }

    private Task<PostgresStore> OpenPostgresAsync(TimeProvider time, ILoggerFactory logs) => PostgresStore.OpenAsync(
        Postgres, Environment.GetEnvironmentVariable(PostgresOptions.PasswordVariable), ShardCount, Store, time, logs.CreateLogger<PostgresStore>(),
        IsCluster ? new ShardOwner(Cluster.NodeName, _run) : null);

    private async Task<IShardLog> OpenRabbitMqAsync(PostgresStore cluster, TimeProvider time, ILoggerFactory logs, CancellationToken stop)
    {
        bool isMade = await cluster.IsLogMadeAsync(stop).ConfigureAwait(false);
        RabbitMqShardLog log = await RabbitMqShardLog.OpenAsync(
            RabbitMq, Environment.GetEnvironmentVariable(RabbitMqOptions.PasswordVariable), ShardCount, _run, isMade, time, logs.CreateLogger<RabbitMqShardLog>()).ConfigureAwait(false);
        if (!isMade)
            await cluster.SetLogMadeAsync(stop).ConfigureAwait(false);
        return log;
    }

    private static void MakeFolder(string data)
    {
        try
        {
            Directory.CreateDirectory(data);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--data {data} cannot be made: give a folder that this user may write to ({fault.Message}).", fault);
        }
    }

    private void AddSources(IStore memory, TimeProvider time, ILoggerFactory logs)
    {
        if (Files.Files.Count > 0)
            _sources.Add(new FileSource(Files, Reading, memory, time, logs.CreateLogger<FileSource>(), IsCluster ? Cluster.NodeName : ""));
        if (Serve.Stdin)
            _sources.Add(new StandardInputSource(Console.OpenStandardInput(), Reading, time));
        if (Syslog.Udp is not null)
            _sources.Add(new SyslogUdpSource(Syslog, Reading, time, logs.CreateLogger<SyslogUdpSource>()));
        if (Syslog.Tcp is not null)
            _sources.Add(new SyslogTcpSource(Syslog, Reading, overTls: false, time, logs.CreateLogger<SyslogTcpSource>()));
        if (Syslog.Tls is not null)
            _sources.Add(new SyslogTcpSource(Syslog, Reading, overTls: true, time, logs.CreateLogger<SyslogTcpSource>()));
    }
}
