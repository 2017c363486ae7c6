using System.Text.Json;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Coordination;
using ActorDetector.Actors.Embeddings;
using ActorDetector.Actors.Ingest;
using ActorDetector.Actors.Mailboxes;
using ActorDetector.Actors.Memory;
using ActorDetector.Actors.Models;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Sources;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Bundles;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Nodes;

/// <summary>The running system: sources, ingest, shards, models, sinks, and what looks after them.</summary>
public sealed partial class Node : INode, IAsyncDisposable
{
    private static readonly TimeSpan DefaultCloseAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly NodeParts _parts;
    private readonly SteadyTime _time;
    private readonly ILogger _log;
    private readonly DeadLetterBox _deadLetters;
    private readonly LiveModels _models;
    private readonly LatencyHistogram _latency = new();
    private readonly EmbeddingActor _embedding;
    private readonly Coordinator _coordinator;
    private readonly Membership? _membership;
    private readonly NodeReporter _reporter;
    private readonly ShardActor[] _shards;
    private readonly ShardPump[] _pumps;
    private readonly SinkRunner[] _sinks;
    private readonly SourceRunner[] _sources;
    private readonly ClockWatch _clock;
    private readonly string _given; // the version of the model that it was started with
    private readonly MemoryWatch _memory;
    private readonly CancellationTokenSource _stopSources = new();
    private readonly CancellationTokenSource _stopRest = new();
    private readonly List<Task> _running = [];
    private Task _sourcesRunning = Task.CompletedTask;
    private volatile bool _draining;
    private volatile NodeReport? _report;
    private string? _gap; // lines that the log has let go of, and the store does not know

    private Node(NodeParts parts, SteadyTime time, DeadLetterBox deadLetters, LiveModels models, ModelBundle judging, ModelBundle next)
    {
        _parts = parts;
        _time = time;
        _deadLetters = deadLetters;
        _models = models;
        _given = next.Version;
        _reporter = new NodeReporter(parts.ShardLog, time);
        _log = parts.Logs.CreateLogger<Node>();
        _clock = new ClockWatch(time);
        _memory = new MemoryWatch(parts.Options.MaxMemory ?? MemoryCeiling.OfMachine, parts.UsedMemory, time, parts.Logs.CreateLogger<MemoryWatch>());
        Ingest = new LineIngest(parts.ShardLog, new EntityRule(parts.Ingest, next.Manifest.Settings), _memory);
        _embedding = new EmbeddingActor(parts.NodeStore, deadLetters);
        var alone = new Alone();
        if (parts.Cluster is { } cluster)
            _membership = new Membership(cluster, parts.ShardLog.Shards, () => parts.ShardLog.Status.IsReachable, Report, time, parts.Logs.CreateLogger<Membership>()) { Changed = shard => _pumps?[shard].Look() };
        IShardPlacing placing = _membership as IShardPlacing ?? alone;
        ILeadership leadership = _membership as ILeadership ?? alone;
        _sinks = [.. parts.Sinks.Select(sink => new SinkRunner(sink, parts.NodeStore, leadership, time, parts.Logs.CreateLogger<SinkRunner>()))];
        var surroundings = new ShardSurroundings(
            parts.ShardLog, parts.ShardStore, parts.NodeStore, models, _embedding, _latency, time, parts.Rules, judging.Version, Wake)
        { IsShared = placing.IsShared };
        _shards = [.. Enumerable.Range(0, parts.ShardLog.Shards).Select(shard => new ShardActor(shard, surroundings, parts.Shards, parts.Options.CommitLines, parts.Logs.CreateLogger<ShardActor>(), deadLetters))];
        _pumps = [.. _shards.Select((shard, number) => new ShardPump(shard, number, parts.ShardLog, placing, time))];
        TimeSpan? closeAfter = parts.Shards.CloseAfter ?? (judging.NextKey.Bounded ? DefaultCloseAfter : null);
        _coordinator = new Coordinator(judging, parts.ShardLog, parts.NodeStore, models, _shards, leadership, parts.Cluster, closeAfter, time, parts.Logs.CreateLogger<Coordinator>(), deadLetters, _stopRest.Token);
        _sources = [.. parts.Sources.Select(source => new SourceRunner(source, Ingest, time, parts.Logs.CreateLogger<SourceRunner>()))];
    }

    /// <inheritdoc/>
    public IIngest Ingest { get; }

    /// <inheritdoc/>
    public int MaxLineBytes => _parts.MaxLineBytes;

    /// <inheritdoc/>
    public INodeStore Store => _parts.NodeStore;

    /// <inheritdoc/>
    public IClusterStore? Cluster => _parts.Cluster?.Store;

    /// <inheritdoc/>
    public ModelBundle Model => _coordinator.Live;

    /// <summary>The node's clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>Ends when all sources have no more lines for ever; never while one of them goes on.</summary>
    public Task SourcesEnded => _sourcesRunning;

    /// <inheritdoc/>
    public NodeStatus Status
    {
        get
        {
            ShardStatus[] shards = [.. _shards.Select(shard => shard.Status)];
            SourceStatus[] sources = [.. _sources.Select(source => source.Status)];
            SinkStatus[] sinks = [.. _sinks.Select(sink => sink.Status)];
            ShardLogs.ShardLogStatus log = _parts.ShardLog.Status;
            MemoryStatus memory = _memory.Status;
            IReadOnlyList<Condition> conditions = NodeConditions.Of(shards, log, memory, sources, sinks, _parts.NodeStore, _gap, ClockTrouble, _membership?.Status);
            IReadOnlyList<LoadedModel> models = _models.Loaded;
            return new NodeStatus(
                !_draining && !conditions.Any(condition => condition.IsBlocking) && shards.All(shard => shard.State is ShardState.Running or ShardState.Elsewhere || (_membership is not null && shard.State == ShardState.Restoring)),
                _draining,
                conditions,
                shards,
                log,
                sources,
                sinks,
                [.. _shards.Select(shard => (shard.Name, shard.Depth)), .. models.SelectMany(model => model.Pool.Depths), (_embedding.Name, _embedding.Depth), (_coordinator.Name, _coordinator.Depth)],
                models.Sum(model => model.Pool.Hits),
                models.Sum(model => model.Pool.Misses),
                _deadLetters.Count,
                _parts.NodeStore.Bytes,
                Model.Version,
                _latency.Snapshot,
                memory)
            { Cluster = _membership?.Status, Report = _report };
        }
    }

    /// <summary>Starts a node: shards are restored, what waits in the log is judged, sources run. When it cannot, the shard log is let go of.</summary>
    /// <exception cref="BundleException">The model is no bundle, or is damaged.</exception>
    /// <exception cref="ArgumentException">The model's lines or sessions are made by other rules than those of the data folder, or an option does not fit it.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    /// <exception cref="IOException">A source cannot take what it needs, as a port.</exception>
    public static async Task<Node> StartAsync(NodeParts parts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parts);
        SteadyTime time = parts.Clock;
        var deadLetters = new DeadLetterBox(time, parts.Logs.CreateLogger<DeadLetterBox>());
        var models = new LiveModels(parts.ModelsFolder, parts.ModelActors, parts.CacheMegabytes, deadLetters, parts.Cluster?.Bundles);
        Node? node = null;
        try
        {
            foreach (ISource source in parts.Sources)
                source.Open();
            ModelBundle next = await models.TakeAsync(parts.Model, cancellation).ConfigureAwait(false);
            await parts.NodeStore.AddFirstModelAsync(Coordinator.VersionOf(next, Path.GetFullPath(parts.Model), time.GetUtcNow()), cancellation).ConfigureAwait(false);
            string live = (await parts.NodeStore.ReadModelsAsync(cancellation).ConfigureAwait(false))[0].Version;
            ModelBundle judging = live == next.Version ? next : (await models.GetAsync(live, cancellation).ConfigureAwait(false)).Bundle;
            ModelRules.RequireSame(judging, next);
            node = new Node(parts, time, deadLetters, models, judging, next);
            await node.RunAsync(cancellation).ConfigureAwait(false);
            return node;
        }
        catch when (node is not null)
        {
            await node.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        catch
        {
            await models.DisposeAsync().ConfigureAwait(false);
            await parts.ShardLog.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenSessionView>> FindOpenSessionsAsync(string? entity, int most, CancellationToken cancellation)
    {
        List<OpenSessionView> found = [];
        foreach (ShardActor shard in _shards)
        {
            found.AddRange(await shard.AskAsync<IReadOnlyList<OpenSessionView>>(
                reply => new ShardMessage.FindSessions(entity, most, reply), Patience, _time, cancellation).ConfigureAwait(false));
        }

        return [.. found.OrderByDescending(session => session.Arrived).ThenBy(session => session.Session, StringComparer.Ordinal).Take(most)];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContextLine>> FindContextAsync(StoredAnomaly anomaly, int before, int after, CancellationToken cancellation) =>
        Task.Run(() => new ContextSearch(_parts.ShardLog).Find(anomaly, before, after, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<ModelVersion> SwitchModelAsync(string path, CancellationToken cancellation) => SwitchModelAsync(path, TimeSpan.FromMinutes(5), cancellation);

    private async Task<ModelVersion> SwitchModelAsync(string path, TimeSpan patience, CancellationToken cancellation)
    {
        long began = _time.GetTimestamp();
        ModelVersion version = await _coordinator.AskAsync<ModelVersion>(reply => new CoordinatorMessage.SwitchModel(path, reply), patience, _time, cancellation).ConfigureAwait(false);
        while (_membership is not null && Model.Version != version.Version)
        {
            if (_time.GetElapsedTime(began) > patience)
                throw new TimeoutException($"The coordinator of the cluster has not let model {version.Version} judge within {patience}: see who it is by actordetector cluster status.");
            await Task.Delay(BetweenLooks, _time, cancellation).ConfigureAwait(false);
        }

        return version;
    }

    private string Report() => JsonSerializer.Serialize(_report = _reporter.Report(Status), JsonSerializerOptions.Web);

    private string? ClockTrouble => _clock.Trouble ?? _membership?.ClockTrouble;

    private void Wake()
    {
        foreach (SinkRunner sink in _sinks)
            sink.Wake();
    }
}
