using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Lines.Wire;
using ActorDetector.Actors.Mailboxes;
using ActorDetector.Actors.Models;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Bundles;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Coordination;

/// <summary>Looks after what concerns all shards: which model is live, sessions that no line comes for any more, what the store may forget.</summary>
public sealed partial class Coordinator : Actor<CoordinatorMessage>
{
    private static readonly TimeSpan BetweenRetentions = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenClocks = TimeSpan.FromSeconds(4.5);
    private static readonly TimeSpan BetweenClocksOfCluster = TimeSpan.FromSeconds(1.8);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(4.5);

    private static readonly TimeSpan LongestSwitch = TimeSpan.FromSeconds(10);

    // The newest models, of which any shard that is taken may be.
    private const int ModelsKept = 3;

    private readonly IShardLog _shardLog;
    private readonly INodeStore _store;
    private readonly LiveModels _models;
    private readonly IReadOnlyList<ShardActor> _shards;
    private readonly ILeadership _leadership;
    private readonly ClusterParts? _cluster;
    private readonly TimeSpan? _closeAfter;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stop;
    private readonly ILogger _log;
    private readonly Task[] _appending; // by shard
    private ModelBundle _live;
    private DateTimeOffset _retained = DateTimeOffset.MinValue;
    private DateTimeOffset _clocked = DateTimeOffset.MinValue;
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private (long Lease, string Version) _said; // what all logs were told last

    /// <summary>A coordinator that does not run yet.</summary>
    /// <param name="live">The model that is live.</param>
    /// <param name="shardLog">Carries what shards must learn in the order of their lines.</param>
    /// <param name="store">Keeps the models that were live.</param>
    /// <param name="models">Loads models.</param>
    /// <param name="shards">The shards.</param>
    /// <param name="leadership">Says whether it does what only one of a cluster does.</param>
    /// <param name="cluster">The cluster; null for none.</param>
    /// <param name="closeAfter">After what time without a line a session is over; null for never.</param>
    /// <param name="time">The node's clock.</param>
    /// <param name="log">Is told of what changes.</param>
    /// <param name="deadLetters">Takes messages that make it throw.</param>
    /// <param name="stop">Ends its waiting for a log that takes nothing.</param>
    internal Coordinator(
        ModelBundle live,
        IShardLog shardLog,
        INodeStore store,
        LiveModels models,
        IReadOnlyList<ShardActor> shards,
        ILeadership leadership,
        ClusterParts? cluster,
        TimeSpan? closeAfter,
        TimeProvider time,
        ILogger log,
        IDeadLetters deadLetters,
        CancellationToken stop)
        : base("coordinator", 64, deadLetters)
    {
        (_live, _shardLog, _store, _models, _shards, _closeAfter, _time, _stop, _log) = (live, shardLog, store, models, shards, closeAfter, time, stop, log);
        (_leadership, _cluster) = (leadership, cluster);
        _appending = [.. Enumerable.Repeat(Task.CompletedTask, shardLog.Shards)];
    }

    /// <summary>The model that judges what comes now.</summary>
    public ModelBundle Live => Volatile.Read(ref _live);

    /// <summary>What a model is in the store.</summary>
    public static ModelVersion VersionOf(ModelBundle bundle, string path, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return new ModelVersion(
            bundle.Version, path, since.UtcTicks, bundle.Texts);
    }

    /// <inheritdoc/>
    protected override async ValueTask ReceiveAsync(CoordinatorMessage message)
    {
        switch (message)
        {
            case CoordinatorMessage.Tick when !_stop.IsCancellationRequested:
                await TickAsync().ConfigureAwait(false);
                break;
            case CoordinatorMessage.SwitchModel change:
                await SwitchAsync(change).ConfigureAwait(false);
                break;
        }
    }

    private async Task TickAsync()
    {
        try
        {
            long? held = _leadership.Lease;
            if (_leadership.IsShared)
                await FollowAsync(held).ConfigureAwait(false);
            await RetainAsync().ConfigureAwait(false);
            if (held is not { } lease)
                return;
            if (_leadership.IsShared)
                await LeadAsync(lease).ConfigureAwait(false);
            await CloseSessionsAsync().ConfigureAwait(false); // waits while the log is full
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The clock is told again after the next start.
        }
        catch (TimeoutException)
        {
            LogWaiting();
        }
        catch (StoreException) when (_leadership.IsShared)
        {
            // The store's trouble is told where it is waited for.
        }
    }

    // Another node may have changed the model.
    private async Task FollowAsync(long? lease)
    {
        // What this one changed it knows.
        DateTimeOffset now = _time.GetUtcNow();
        if (now - _looked < BetweenLooks && (lease is null || lease == _said.Lease))
            return;
        _looked = now;
        IReadOnlyList<ModelVersion> models = await _store.ReadModelsAsync(_stop).ConfigureAwait(false);
        if (models.Count > 0 && models[0].Version != _live.Version)
            Volatile.Write(ref _live, (await _models.GetAsync(models[0].Version, _stop).ConfigureAwait(false)).Bundle);
    }

    private async Task LeadAsync(long lease)
    {
        // The one before may have ended before all logs said what the store says.
        // Nor may this one have been able to say it.
        if (_said != (lease, _live.Version))
            await SayAsync(_live.Version, lease).ConfigureAwait(false);
        if (_leadership.WantedModel is not { } wanted)
            return;
        if (wanted != _live.Version)
        {
            try
            {
                ModelBundle next = (await _models.GetAsync(wanted, _stop).ConfigureAwait(false)).Bundle;
                await SwitchAsync(next, _models.PathOf(wanted), lease).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is BundleException or IOException)
            {
                LogNotSwitched(fault, wanted);
                return;
            }
        }

        await _cluster!.Store.ModelIsLiveAsync(lease, wanted, _stop).ConfigureAwait(false);
    }

    private async Task SayAsync(string version, long lease)
    {
        await AppendAsync(SwitchTo(version, lease)).ConfigureAwait(false);
        _said = (lease, version);
    }

    private async Task SwitchAsync(CoordinatorMessage.SwitchModel change)
    {
        try
        {
            ModelBundle next = await _models.TakeAsync(change.Path, _stop).ConfigureAwait(false);
            ModelRules.RequireSame(_live, next);
            if (_cluster is null)
            {
                change.Switched.Give(await SwitchAsync(next, Path.GetFullPath(change.Path), 0).ConfigureAwait(false));
                return;
            }

            await _cluster.Store.WantModelAsync(next.Version, _stop).ConfigureAwait(false);
            change.Switched.Give(VersionOf(next, Path.GetFullPath(change.Path), _time.GetUtcNow()));
        }
        catch (Exception fault)
        {
            change.Switched.Fail(fault);
        }
    }

    private async Task<ModelVersion> SwitchAsync(ModelBundle next, string path, long lease)
    {
        ModelVersion version = VersionOf(next, path, _time.GetUtcNow());
        bool isOther = next.Version != _live.Version;
        // Known in the store before any shard meets it in its log.
        if (isOther)
            await _store.AddModelAsync(version, CancellationToken.None).ConfigureAwait(false);
        // Even if the store knows it as live: its node may have been killed before all logs said so.
        await SayAsync(next.Version, lease).ConfigureAwait(false);
        if (isOther)
            LogSwitched(_live.Version, next.Version);
        Volatile.Write(ref _live, next);
        return version;
    }

    private static Entry SwitchTo(string version, long lease) => new() { Model = new ModelSwitch { Version = version, Lease = lease } };

    // An entry of the log, so that a replay closes the same sessions at the same place. Where shards are shared it also shows who is to take one that has no lines.
    private async Task CloseSessionsAsync()
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (now - _clocked < (_leadership.IsShared ? BetweenClocksOfCluster : BetweenClocks) || (_closeAfter is null && !_leadership.IsShared))
            return;
        _clocked = now;
        await AppendAsync(new Entry { Clock = new Clock { CloseBefore = _closeAfter is { } after ? (now - after).UtcTicks : 0 } }).ConfigureAwait(false);
    }

    private async Task RetainAsync()
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (now - _retained < BetweenRetentions)
            return;
        _retained = now;
        bool isLeading = _leadership.Lease is not null;
        long gone = isLeading ? await _store.RetainAsync(now, CancellationToken.None).ConfigureAwait(false) : 0;
        if (gone > 0)
            LogRetained(gone);
        // Lines that wait may be of any model since the oldest that a shard judges by; what a halted one needs is not known.
        ShardStatus[] here = [.. _shards.Select(shard => shard.Status).Where(shard => shard.State != ShardState.Elsewhere)];
        if (here.Any(shard => shard.State != ShardState.Running))
            return;
        IReadOnlyList<ModelVersion> models = await _store.ReadModelsAsync(CancellationToken.None).ConfigureAwait(false);
        if (_cluster is not null && isLeading)
            await _cluster.Bundles.KeepAsync(models.Select(model => model.Version).Append(_leadership.WantedModel ?? "").ToHashSet(), CancellationToken.None).ConfigureAwait(false);
        HashSet<string> judging = [.. here.Select(shard => shard.Model)];
        int oldest = models.Select((model, place) => judging.Contains(model.Version) ? place : 0).DefaultIfEmpty(0).Max();
        int kept = _cluster is null ? oldest + 1 : Math.Max(oldest + 1, ModelsKept);
        await _models.KeepAsync(models.Take(kept).Select(model => model.Version).Append(_leadership.WantedModel ?? "").ToHashSet()).ConfigureAwait(false);
    }

    private async Task AppendAsync(Entry entry)
    {
        byte[] payload = entry.ToByteArray();
        if (!_leadership.IsShared)
        {
            await _shardLog.AppendAsync([.. Enumerable.Range(0, _shardLog.Shards).Select(shard => new ShardEntry(shard, payload))], _stop).ConfigureAwait(false);
            return;
        }

        // A shard that is full must not keep what looks after all of them. The clock is told again, a switch must have reached every log.
        if (entry.KindCase == Entry.KindOneofCase.Model)
            await Task.WhenAll(_appending).WaitAsync(LongestSwitch, _time, _stop).ConfigureAwait(false);
        for (int shard = 0; shard < _shardLog.Shards; shard++)
        {
            if (_appending[shard].IsCompleted)
                _appending[shard] = _shardLog.AppendAsync([new ShardEntry(shard, payload)], _stop).AsTask();
        }

        if (entry.KindCase == Entry.KindOneofCase.Model)
            await Task.WhenAll(_appending).WaitAsync(LongestSwitch, _time, _stop).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Next} judges from here on, in place of {Before}.")]
    private partial void LogSwitched(string before, string next);

    [LoggerMessage(Level = LogLevel.Error, Message = "Model {Model} that was asked for cannot be had; it is tried again.")]
    private partial void LogNotSwitched(Exception fault, string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The logs of some shards take nothing now, so that the model cannot be switched; it is tried again.")]
    private partial void LogWaiting();

    [LoggerMessage(Level = LogLevel.Information, Message = "The store let go of {Count} anomalies that were older, or more, than is kept.")]
    private partial void LogRetained(long count);
}
