using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Stores;

namespace ActorDetector.Actors.Shards;

/// <content>How it takes the shard and leaves it.</content>
public sealed partial class ShardActor
{
    /// <summary>Takes the shard, and restores what was committed last. One that cannot be restored halts, and says why.</summary>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        Forget();
        try
        {
            _work = await ShardWork.RestoreAsync(_shard, _surroundings, _options, _commitLines, Status.Model, _owning.Token, cancellation).ConfigureAwait(false);
        }
        catch (StoreException fault)
        {
            await EndureDamageAsync(fault, cancellation).ConfigureAwait(false);
            return;
        }

        _reader = _surroundings.Log.Read(_shard, _work.Position);
        Publish(ShardState.Running, null);
    }

    // False when it is not taken: it was lost meanwhile, or cannot be restored.
    private async Task<bool> TakeAsync()
    {
        if (Status.State != ShardState.Elsewhere)
            return Status.State == ShardState.Running;
        using CancellationTokenSource before = Interlocked.Exchange(ref _owning, CancellationTokenSource.CreateLinkedTokenSource(_letGo.Token));
        Volatile.Write(ref _status, Status with { State = ShardState.Restoring, Trouble = null });
        (_poison, _isReset) = (new PoisonSearch(), false);
        await RestoreOwnedAsync().ConfigureAwait(false);
        if (Status.State != ShardState.Running)
            return false;
        LogTaken(_shard, Status.Epoch, Status.Position);
        return true;
    }

    private async Task RestoreOwnedAsync()
    {
        try
        {
            await RestoreAsync(_owning.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_owning.IsCancellationRequested)
        {
            if (!_letGo.IsCancellationRequested)
                Leave();
        }
        catch (Exception fault) when (fault is ShardLostException || (fault is IOException && _surroundings.IsShared))
        {
            Lose(fault.Message);
        }
    }

    // Of damage no line is guilty: none is left out for it.
    private async Task EndureDamageAsync(StoreException fault, CancellationToken cancellation)
    {
        if (!fault.IsDamage && _surroundings.IsShared)
        {
            // What ails this node need not ail the others.
            Lose(fault.Message);
            Volatile.Write(ref _status, Status with { Trouble = fault.Message });
            return;
        }

        if (!fault.IsDamage || !_options.ResetDamagedShards || _isReset)
        {
            Halt($"{fault.Message} Its lines wait in the log.{(fault.IsDamage ? " Start with --reset-damaged-shards to go on without its open sessions." : "")}");
            return;
        }

        LogReset(_shard, fault.Message);
        _isReset = true;
        await _surroundings.Store.ResetAsync(_shard, cancellation).ConfigureAwait(false);
        await RestoreAsync(cancellation).ConfigureAwait(false);
    }

    private void Lose(string reason)
    {
        LogLost(reason);
        Leave();
    }

    private void Leave()
    {
        Forget();
        Volatile.Write(ref _status, Status with { State = ShardState.Elsewhere, Trouble = null, Resident = 0, Passive = 0, Unseen = 0, LostEntries = 0, Counters = s_none });
    }

    private void Forget()
    {
        _reader?.Dispose();
        (_work, _reader, _unfinished) = (null, null, null);
    }
}
