using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Coordination;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Stores;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Nodes;

/// <content>How it starts and ends.</content>
public sealed partial class Node
{
    private static readonly TimeSpan BetweenTicks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenTicksOfCluster = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenReleases = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private Task? _ending;
    private bool _isStarted;
    private long _drainBegan; // 0 until then

    /// <summary>Ends in good order: sources first, then what they handed on is judged, stored and told, then all else. What is not done in time waits in the log.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_stopRest)
            return new ValueTask(_ending ??= EndAsync());
    }

    /// <summary>Says that it is being stopped: from now on the limit of the stop runs.</summary>
    public void BeginDrain()
    {
        _draining = true;
        Interlocked.CompareExchange(ref _drainBegan, _time.GetTimestamp(), 0);
    }

    private async Task EndAsync()
    {
        BeginDrain();
        long began = _drainBegan;
        TimeSpan Left() => TimeSpan.FromTicks(Math.Max(0, (_parts.Options.DrainTimeout - _time.GetElapsedTime(began)).Ticks));
        await _stopSources.CancelAsync().ConfigureAwait(false);
        _memory.LetGo();
        bool done = await WithinAsync(_sourcesRunning, Left()).ConfigureAwait(false);
        if (_membership is not null)
            await LeaveShardsAsync(Left() / 2).ConfigureAwait(false);
        foreach (ShardPump pump in _pumps)
            pump.Drain();
        done &= await WithinAsync(Task.WhenAll(_pumps.Select(pump => pump.Running)), Left()).ConfigureAwait(false);
        foreach (ShardPump pump in _pumps)
            done &= await WithinAsync(pump.DisposeAsync().AsTask(), Left() + Grace).ConfigureAwait(false);
        if (!done)
            await Task.WhenAll(_shards.Select(shard => shard.LetGoAsync())).ConfigureAwait(false);
        done &= await WithinAsync(Task.WhenAll(_shards.Select(shard => shard.DisposeAsync().AsTask())), Left() + Grace).ConfigureAwait(false);
        done &= _shards.All(shard => shard.Status.State is ShardState.Running or ShardState.Elsewhere);
        await WithinAsync(Task.WhenAll(_sinks.Select(sink => sink.DrainAsync())), Left()).ConfigureAwait(false);
        await _stopRest.CancelAsync().ConfigureAwait(false);
        await WithinAsync(Task.WhenAll(_running), Left() + Grace).ConfigureAwait(false);
        if (_membership is not null)
            await LeaveAsync().ConfigureAwait(false);
        await WithinAsync(_coordinator.DisposeAsync().AsTask(), Left() + Grace).ConfigureAwait(false);
        await WithinAsync(_embedding.DisposeAsync().AsTask(), Left() + Grace).ConfigureAwait(false);
        await _models.DisposeAsync().ConfigureAwait(false);
        await _parts.ShardLog.DisposeAsync().ConfigureAwait(false);
        _stopSources.Dispose();
        _stopRest.Dispose();
        if (!_isStarted)
            return;
        if (done)
            LogEnded();
        else
            LogUndone(_parts.Options.DrainTimeout.TotalSeconds);
    }

    private async Task LeaveAsync()
    {
        using var late = new CancellationTokenSource(Grace, _time);
        await _membership!.LeaveAsync(late.Token).ConfigureAwait(false);
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        if (_membership is null)
        {
            await Task.WhenAll(_shards.Select(shard => shard.RestoreAsync(cancellation))).ConfigureAwait(false);
            TellGap();
        }
        else
        {
            // From then on others hand their shards over, and those would wait for it.
            if (_parts.Cluster!.Roles.HasFlag(NodeRoles.Detect))
                await _models.GetAsync(Model.Version, cancellation).ConfigureAwait(false);
            await _membership.JoinAsync(cancellation).ConfigureAwait(false);
        }

        foreach (SinkRunner sink in _sinks)
            await sink.StartAsync(cancellation).ConfigureAwait(false);
        _embedding.Start();
        _coordinator.Start();
        for (int i = 0; i < _shards.Length; i++)
        {
            _shards[i].Start();
            _pumps[i].Start();
        }

        _running.Add(_deadLetters.RunAsync(_parts.NodeStore, _stopRest.Token));
        foreach (SinkRunner sink in _sinks)
            _running.Add(sink.RunAsync(_stopRest.Token));
        if (_membership is not null)
            _running.Add(_membership.RunAsync(_stopRest.Token));
        _running.Add(EveryAsync(_membership is null ? BetweenTicks : BetweenTicksOfCluster, TickAsync, _stopRest.Token));
        if (_membership is null)
            _running.Add(EveryAsync(BetweenReleases, ReleaseAsync, _stopRest.Token));
        _running.Add(EveryAsync(BetweenLooks, LookAtMemoryAsync, _stopRest.Token));
        if (_membership is not null)
        {
            // A cluster's model is switched for all nodes at once, by whoever asks for it.
            if (_given != Model.Version)
                LogOtherModel(Model.Version, _given);
            _sourcesRunning = StartSourcesAsync();
            _isStarted = true;
            return;
        }

        // Lines that wait are judged by the model of their time; the one that was given takes over behind them. Where the log has no room for that, what is
        // wrong must be told meanwhile.
        Task<ModelVersion> switching = SwitchToGivenAsync();
        while (!switching.IsCompleted && _parts.ShardLog.Status is { IsFull: false, Trouble: null })
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.WhenAny(switching, Task.Delay(BetweenLooks, _time, cancellation)).ConfigureAwait(false);
        }

        if (switching.IsCompleted)
            await switching.ConfigureAwait(false);
        _sourcesRunning = RunSourcesAsync(switching);
        _isStarted = true;
    }

    private Task<ModelVersion> SwitchToGivenAsync() => SwitchModelAsync(_parts.Model, Timeout.InfiniteTimeSpan, _stopSources.Token);

    private async Task RunSourcesAsync(Task<ModelVersion> switching)
    {
        while (!switching.IsCompletedSuccessfully)
        {
            try
            {
                await switching.ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNotSwitched(fault);
                await Task.Delay(BetweenTicks, _time, _stopSources.Token).ConfigureAwait(false);
                switching = SwitchToGivenAsync();
            }
        }

        await StartSourcesAsync().ConfigureAwait(false);
    }

    private Task StartSourcesAsync() =>
        Task.WhenAll(_sources.Select(source => Task.Run(() => source.RunAsync(_stopSources.Token), CancellationToken.None)));

    // The others take the shards one after the other, so that none waits for long.
    private async Task LeaveShardsAsync(TimeSpan limit)
    {
        long began = _time.GetTimestamp();
        _membership!.BeginLeave();
        while (_membership.HasOthers && _time.GetElapsedTime(began) < limit && _shards.Any(shard => shard.Status.State == ShardState.Running))
            await Task.Delay(BetweenLooks, _time).ConfigureAwait(false);
    }

    // Entries are let go of when the shards they are of have committed what is behind them: so one shard at least was there, by the store that belongs to
    // this log.
    private void TellGap()
    {
        long oldest = _parts.ShardLog.Oldest, known = _shards.Max(shard => shard.Status.Position);
        if (known >= oldest || _shards.Any(shard => shard.Status.State != ShardState.Running))
            return;
        _gap = $"The store knows the shard log up to position {known}, and the log begins at {oldest}: it is new, or a copy from before. What was judged between is not in it, and "
            + "sessions that were open then go on with what is left. Put the store back that goes with the log, if there is one; if not, this goes away with the next start";
        LogGap(_gap);
    }

    private ValueTask TickAsync() => _coordinator.Depth == 0 ? _coordinator.TellAsync(new CoordinatorMessage.Tick()) : ValueTask.CompletedTask;

    // What a shard commits becomes durable later, with no commit behind it where the log is full: so it is not the shards that release it.
    private ValueTask ReleaseAsync()
    {
        for (int shard = 0; shard < _shards.Length; shard++)
            _parts.ShardLog.Release(shard, _parts.ShardStore.DurablePosition(shard));
        return ValueTask.CompletedTask;
    }

    private ValueTask LookAtMemoryAsync()
    {
        try
        {
            _memory.Look();
        }
        catch (OutOfMemoryException)
        {
            // There will be some when what took it all has failed: it looks again then.
        }

        return ValueTask.CompletedTask;
    }

    private async Task EveryAsync(TimeSpan pause, Func<ValueTask> work, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
                await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> WithinAsync(Task task, TimeSpan limit)
    {
        try
        {
            await task.WaitAsync(limit, _time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (Exception fault)
        {
            // Whatever failed, the rest ends in good order.
            LogFailed(fault);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A part of the node had failed before it was stopped.")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The model that was given could not take over yet, and sources wait for it; it is tried again.")]
    private partial void LogNotSwitched(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Live} judges in this cluster, and --model is {Given}: it judges when somebody asks for it, by POST /api/model.")]
    private partial void LogOtherModel(string live, string given);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gap}.")]
    private partial void LogGap(string gap);

    [LoggerMessage(Level = LogLevel.Information, Message = "All that was accepted is judged and stored.")]
    private partial void LogEnded();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all that was accepted is judged: the rest waits in the log for the next start. --drain-timeout, {Seconds:0.#} s now, allows more time.")]
    private partial void LogUndone(double seconds);
}
