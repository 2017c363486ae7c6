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

    private readonly IShardLog _shardLog;
    private readonly INodeStore _store;
    private readonly LiveModels _models;
    private readonly IReadOnlyList<ShardActor> _shards;
    private readonly TimeSpan? _closeAfter;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stop;
    private readonly ILogger _log;
    private ModelBundle _live;
    private DateTimeOffset _retained = DateTimeOffset.MinValue;

    /// <summary>A coordinator that does not run yet.</summary>
    /// <param name="live">The model that is live.</param>
    /// <param name="shardLog">Carries what shards must learn in the order of their lines.</param>
    /// <param name="store">Keeps the models that were live.</param>
    /// <param name="models">Loads models.</param>
    /// <param name="shards">The shards.</param>
    /// <param name="closeAfter">After what time without a line a session is over; null for never.</param>
    /// <param name="time">The node's clock.</param>
    /// <param name="log">Is told of what changes.</param>
    /// <param name="deadLetters">Takes messages that make it throw.</param>
    /// <param name="stop">Ends its waiting for a log that takes nothing.</param>
    public Coordinator(
        ModelBundle live,
        IShardLog shardLog,
        INodeStore store,
        LiveModels models,
        IReadOnlyList<ShardActor> shards,
        TimeSpan? closeAfter,
        TimeProvider time,
        ILogger log,
        IDeadLetters deadLetters,
        CancellationToken stop)
        : base("coordinator", 64, deadLetters)
    {
        (_live, _shardLog, _store, _models, _shards, _closeAfter, _time, _stop, _log) = (live, shardLog, store, models, shards, closeAfter, time, stop, log);
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
        await RetainAsync().ConfigureAwait(false);
        try
        {
            await CloseSessionsAsync().ConfigureAwait(false); // waits while the log is full
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The clock is told again after the next start.
        }
    }

    private async Task SwitchAsync(CoordinatorMessage.SwitchModel change)
    {
        try
        {
            ModelBundle next = _models.Take(change.Path);
            ModelRules.RequireSame(_live, next);
            ModelVersion version = VersionOf(next, Path.GetFullPath(change.Path), _time.GetUtcNow());
            bool isOther = next.Version != _live.Version;
            // Known in the store before any shard meets it in its log.
            if (isOther)
                await _store.AddModelAsync(version, CancellationToken.None).ConfigureAwait(false);
            // Even if the store knows it as live: its node may have been killed before all logs said so.
            await AppendAsync(new Entry { Model = new ModelSwitch { Version = next.Version } }).ConfigureAwait(false);
            if (isOther)
                LogSwitched(_live.Version, next.Version);
            Volatile.Write(ref _live, next);
            change.Switched.Give(version);
        }
        catch (Exception fault)
        {
            change.Switched.Fail(fault);
        }
    }

    // An entry of the log, so that a replay closes the same sessions at the same place.
    private async Task CloseSessionsAsync()
    {
        if (_closeAfter is { } after)
            await AppendAsync(new Entry { Clock = new Clock { CloseBefore = (_time.GetUtcNow() - after).UtcTicks } }).ConfigureAwait(false);
    }

    private async Task RetainAsync()
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (now - _retained < BetweenRetentions)
            return;
        _retained = now;
        long gone = await _store.RetainAsync(now, CancellationToken.None).ConfigureAwait(false);
        if (gone > 0)
            LogRetained(gone);
        // Lines that wait may be of any model since the oldest that a shard judges by; what a halted one needs is not known.
        if (_shards.Any(shard => shard.Status.State != ShardState.Running))
            return;
        IReadOnlyList<ModelVersion> models = await _store.ReadModelsAsync(CancellationToken.None).ConfigureAwait(false);
        HashSet<string> judging = [.. _shards.Select(shard => shard.Status.Model)];
        int oldest = models.Select((model, place) => judging.Contains(model.Version) ? place : 0).DefaultIfEmpty(0).Max();
        await _models.KeepAsync(models.Take(oldest + 1).Select(model => model.Version).ToHashSet()).ConfigureAwait(false);
    }

    private async Task AppendAsync(Entry entry)
    {
        byte[] payload = entry.ToByteArray();
        await _shardLog.AppendAsync([.. Enumerable.Range(0, _shardLog.Shards).Select(shard => new ShardEntry(shard, payload))], _stop).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Next} judges from here on, in place of {Before}.")]
    private partial void LogSwitched(string before, string next);

    [LoggerMessage(Level = LogLevel.Information, Message = "The store let go of {Count} anomalies that were older, or more, than is kept.")]
    private partial void LogRetained(long count);
}
