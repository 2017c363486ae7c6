using System.Diagnostics;
using ActorDetector.Actors.Embeddings;
using ActorDetector.Actors.Mailboxes;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Stores;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Actors.Shards;

/// <summary>Owns a shard: reads its log, judges, and commits what it knows then, with what it found and where it is, in one transaction.</summary>
/// <remarks>After any fault it drops its state, takes the shard anew from the store and goes on from there: what was not committed never happened. A line
/// that makes it throw each time is found, set aside and counted.</remarks>
public sealed partial class ShardActor : Actor<ShardMessage>
{
    private const int MostBytes = 8 << 20;
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<CounterKey, long> s_none = [];

    private readonly int _shard;
    private readonly ShardSurroundings _surroundings;
    private readonly ShardOptions _options;
    private readonly int _commitLines;
    private readonly ILogger _log;
    private PoisonSearch _poison = new();
    private readonly CancellationTokenSource _letGo = new();
    private CancellationTokenSource _owning;
    private ShardWork? _work;
    private IShardLogReader? _reader;
    private LogEntry? _unfinished; // taken in part: the rest of it is next
    private bool _isReset; // since the last commit
    private ShardStatus _status;

    /// <summary>A shard that is not restored yet.</summary>
    /// <param name="shard">Its number.</param>
    /// <param name="surroundings">What all shards share.</param>
    /// <param name="options">How sessions are kept.</param>
    /// <param name="commitLines">Most lines that are judged, and most sessions that the clock closes, before they are committed.</param>
    /// <param name="log">Is told of faults.</param>
    /// <param name="deadLetters">Takes messages that make it throw.</param>
    public ShardActor(int shard, ShardSurroundings surroundings, ShardOptions options, int commitLines, ILogger log, IDeadLetters deadLetters)
        : base($"shard {shard}", 16, deadLetters)
    {
        ArgumentNullException.ThrowIfNull(surroundings);
        (_shard, _surroundings, _options, _commitLines, _log) = (shard, surroundings, options, commitLines, log);
        _owning = CancellationTokenSource.CreateLinkedTokenSource(_letGo.Token);
        _status = new ShardStatus(shard, surroundings.IsShared ? ShardState.Elsewhere : ShardState.Restoring, null, 0, 0, 0, 0, 0, surroundings.FirstModel, 0, s_none);
    }

    /// <summary>The shard as it was committed last.</summary>
    public ShardStatus Status => Volatile.Read(ref _status);

    /// <summary>Waits for the store no longer: what cannot be committed now waits in the log for the next start.</summary>
    public Task LetGoAsync() => _letGo.CancelAsync();

    /// <summary>Tells of a fault outside of its work.</summary>
    internal void LogFault(Exception fault) => LogFailed(fault, _shard);

    /// <summary>Waits for the store no longer in this ownership: the shard is another node's, or soon will be.</summary>
    public Task AbandonAsync() => Volatile.Read(ref _owning).CancelAsync();

    /// <summary>Waits until there is something in the log. Not while a message is being answered.</summary>
    public ValueTask WaitForLinesAsync(CancellationToken cancellation) => _reader!.WaitAsync(cancellation);

    /// <inheritdoc/>
    protected override async ValueTask ReceiveAsync(ShardMessage message)
    {
        switch (message)
        {
            case ShardMessage.Advance advance:
                advance.Done.Give(await AdvanceAsync().ConfigureAwait(false));
                break;
            case ShardMessage.Take take:
                take.Done.Give(await TakeAsync().ConfigureAwait(false));
                break;
            case ShardMessage.Drop drop:
                LogGivenUp(_shard, Status.Epoch, Status.Position);
                Leave();
                drop.Done.Give(true);
                break;
            case ShardMessage.FindSessions find:
                find.Found.Give(_work?.FindSessions(find.Entity, find.Most) ?? []);
                break;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask RecoverAsync(ShardMessage message, Exception fault)
    {
        Reply<bool>? done = message switch
        {
            ShardMessage.Advance advance => advance.Done,
            ShardMessage.Take take => take.Done,
            _ => null,
        };
        if (done is not null)
        {
            Halt($"it could not be restored{(message is ShardMessage.Advance ? " after a fault" : "")}: {fault.Message}");
            done.Value.Give(false);
        }
        else if (message is ShardMessage.FindSessions find)
        {
            find.Found.Fail(fault);
        }

        return ValueTask.CompletedTask;
    }

    private async Task<bool> AdvanceAsync()
    {
        if (Status.State != ShardState.Running)
            return false;
        try
        {
            if (!await ReadAsync(_work!, _reader!).ConfigureAwait(false))
                return false;

            using Activity? span = Spans.Source.StartActivity("shard commit");
            ShardCommit commit = _work!.Prepare();
            span?.SetTag("actordetector.shard", _shard).SetTag("actordetector.lines", _work.Lines).SetTag("actordetector.anomalies", commit.Anomalies.Count);
            await _surroundings.Store.CommitAsync(commit, _owning.Token).ConfigureAwait(false);
            await AfterCommitAsync(commit).ConfigureAwait(false);
            return true;
        }
        // Counted also when this node had given the shard up before the answer came.
        catch (StaleEpochException fault) when (_surroundings.IsShared)
        {
            Volatile.Write(ref _status, Status with { RefusedCommits = Status.RefusedCommits + 1 });
            Lose(fault.Message);
            return false;
        }
        catch (Exception) when (_owning.IsCancellationRequested)
        {
            if (!_letGo.IsCancellationRequested)
                Leave();
            return false;
        }
        catch (ShardLostException fault)
        {
            Lose(fault.Message);
            return false;
        }
        catch (StaleEpochException fault)
        {
            _work = null;
            Halt(fault.Message + " Another process has taken over its data; this one must not go on with it.");
            return false;
        }
        catch (StoreException fault)
        {
            await EndureDamageAsync(fault, _owning.Token).ConfigureAwait(false);
            return Status.State == ShardState.Running;
        }
        catch (Exception fault)
        {
            LogFailed(fault, _shard);
            // Of a disk, or of too little memory, no line is guilty: it may pass.
            bool mayPass = fault is (IOException and not InvalidProtocolBufferException) or OutOfMemoryException;
            _poison.Failed(mayPass ? -1 : _work!.Taking, _work!.TakingLine, _work.LastTaken);
            if (mayPass)
                await Task.Delay(BeforeRetry, _surroundings.Time).ConfigureAwait(false);
            if (_poison.IsHopeless)
            {
                Halt($"it fails again and again: {fault.Message}");
                return false;
            }

            Volatile.Write(ref _status, Status with { Restarts = Status.Restarts + 1 });
            await RestoreOwnedAsync().ConfigureAwait(false);
            return Status.State == ShardState.Running;
        }
    }

    // One entry at a time while it is searched which one is at fault.
    private async Task<bool> ReadAsync(ShardWork work, IShardLogReader reader)
    {
        bool any = false;
        long bytes = 0;
        while (work.Lines < _commitLines && work.ClosedIdle < _commitLines && bytes < MostBytes && !(any && _poison.IsOn) && TryNext(reader, out LogEntry entry))
        {
            any = true;
            bytes += entry.Payload?.Length ?? 0;
            _unfinished = await work.TakeAsync(entry, _poison).ConfigureAwait(false) ? null : entry;
        }

        return any;
    }

    private bool TryNext(IShardLogReader reader, out LogEntry entry)
    {
        entry = _unfinished.GetValueOrDefault();
        return _unfinished is not null || reader.TryRead(out entry);
    }

    private async Task AfterCommitAsync(ShardCommit commit)
    {
        _poison.Passed(_work!.LastTaken);
        // A log that is shared hands out no more than a few entries that were not released.
        _surroundings.Log.Release(_shard, _surroundings.Store.DurablePosition(_shard));
        DateTimeOffset now = _surroundings.Time.GetUtcNow();
        foreach ((long arrived, int lines) in _work.Judged)
            _surroundings.Latency.Add(TimeSpan.FromTicks(Math.Max(0, now.UtcTicks - arrived)), lines);
        IReadOnlyList<UnseenCount> unseen = _work.TakeUnseen(now);
        _work.Committed();
        _isReset = false;
        Publish(ShardState.Running, null);
        if (commit.Anomalies.Count > 0)
            _surroundings.Committed();
        if (unseen.Count > 0)
            await _surroundings.Embedding.TellAsync(new EmbeddingMessage(unseen)).ConfigureAwait(false);
    }

    private void Publish(ShardState state, string? trouble) =>
        Volatile.Write(ref _status, _work!.Status(state, trouble, Status.Restarts) with { RefusedCommits = Status.RefusedCommits });

    private void Halt(string trouble)
    {
        LogHalted(_shard, trouble);
        Volatile.Write(ref _status, Status with { State = ShardState.Halted, Trouble = trouble });
    }
}
