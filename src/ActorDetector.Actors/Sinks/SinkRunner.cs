using System.Threading.Channels;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Stores;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ActorDetector.Actors.Sinks;

/// <summary>Tells a sink every anomaly that was committed, in order, at least once, across restarts. However slow the sink is, it waits in the
/// store and takes no memory.</summary>
/// <remarks>What fails is tried again for ever, and holds what comes after it. Only what the other side refuses for good is dropped: counted, and
/// set aside among the dead letters.</remarks>
public sealed partial class SinkRunner
{
    // How long until it looks again for anomalies that other nodes committed, and whether it is this node that tells.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.5);

    private readonly ISink _sink;
    private readonly INodeStore _store;
    private readonly ILeadership _leadership;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ResiliencePipeline _retries;
    private readonly Channel<bool> _fresh = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private SinkStatus _status;
    private Task _running = Task.CompletedTask;
    private volatile bool _isDraining;

    /// <summary>A runner that does not run yet.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="store">Holds the anomalies, and how far the sink is.</param>
    /// <param name="time">Measures the pauses between attempts.</param>
    /// <param name="log">Is told of failures.</param>
    public SinkRunner(ISink sink, INodeStore store, TimeProvider time, ILogger log)
        : this(sink, store, new Alone(), time, log)
    {
    }

    /// <summary>A runner of one of several nodes, that tells only while this one leads.</summary>
    internal SinkRunner(ISink sink, INodeStore store, ILeadership leadership, TimeProvider time, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _leadership = leadership;
        _sink = sink;
        _store = store;
        _time = time;
        _log = log;
        _status = new SinkStatus(sink.Name, 0, 0, 0, 0, null);
        _retries = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(0.5),
                MaxDelay = TimeSpan.FromSeconds(30),
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as SinkBusyException)?.RetryAfter),
                ShouldHandle = attempt => ValueTask.FromResult(!_isDraining && !(_leadership.IsShared && _leadership.Lease is null) && MayPass(attempt.Outcome.Exception, attempt.Context.CancellationToken)),
                OnRetry = Failed,
            })
            .Build();
    }

    /// <summary>How the sink is.</summary>
    public SinkStatus Status => Volatile.Read(ref _status);

    /// <summary>Tells that there are more anomalies in the store. Never waits.</summary>
    public void Wake() => _fresh.Writer.TryWrite(true);

    /// <summary>Ends when all that is committed is told, or with the first attempt that fails: the rest is told after the next start.</summary>
    /// <returns>Done then, and at once when it is in trouble.</returns>
    public Task DrainAsync()
    {
        _isDraining = true;
        Wake();
        return Status.Trouble is null ? _running : Task.CompletedTask;
    }

    /// <summary>Settles from where on a sink that was never there is told: from what comes after this call. To be called before anomalies are
    /// committed; <see cref="RunAsync"/> does it otherwise.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        if (await AttemptAsync(again => _store.SentAsync(_sink.Name, again), stop).ConfigureAwait(false) is not { } number)
        {
            number = await AttemptAsync(_store.LastAnomalyAsync, stop).ConfigureAwait(false);
            await KeepAsync(number, stop).ConfigureAwait(false);
        }

        Volatile.Write(ref _status, Status with { Number = number });
    }

    /// <summary>Tells anomalies until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) => _running = TellAllAsync(stop);

    private async Task TellAllAsync(CancellationToken stop)
    {
        try
        {
            long? told = null; // the lease in which it knows how far the sink is
            while (true)
            {
                long? lease = _leadership.Lease;
                if (lease is null)
                {
                    if (_isDraining)
                        return;
                    await RestAsync(stop).ConfigureAwait(false);
                    continue;
                }

                try
                {
                    if (told != lease)
                        await StartAsync(stop).ConfigureAwait(false);
                    told = lease;
                    if (await TellNextAsync(stop).ConfigureAwait(false))
                        continue;
                }
                catch (Exception) when (_leadership.IsShared && _leadership.Lease is null && !stop.IsCancellationRequested)
                {
                    // Another node tells from here on.
                    told = null;
                    continue;
                }

                if (_isDraining)
                    return;
                await RestAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception fault) when (_isDraining)
        {
            LogUntold(_sink.Name, fault.Message);
        }
    }

    private async Task<bool> TellNextAsync(CancellationToken stop)
    {
        long number = Status.Number;
        IReadOnlyList<StoredAnomaly> next = await AttemptAsync(
            again => _store.ReadAnomaliesAsync(number, _sink.MostAtOnce, again), stop).ConfigureAwait(false);
        if (next.Count > 0)
            await TellAsync(Missed(number, next), stop).ConfigureAwait(false);
        return next.Count > 0;
    }

    private async Task RestAsync(CancellationToken stop)
    {
        if (!_leadership.IsShared)
        {
            await _fresh.Reader.ReadAsync(stop).ConfigureAwait(false);
            return;
        }

        using var look = new CancellationTokenSource(BetweenLooks, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, stop);
        try
        {
            await _fresh.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Other nodes do not wake this one.
        }
    }

    // Numbers have no gaps, but where the store let go of what was not told yet.
    private IReadOnlyList<StoredAnomaly> Missed(long number, IReadOnlyList<StoredAnomaly> next)
    {
        long missed = next[0].Number - number - 1;
        if (missed > 0)
        {
            Volatile.Write(ref _status, Status with { Dropped = Status.Dropped + missed });
            LogMissed(_sink.Name, missed);
        }

        return next;
    }

    // What is refused together is told in halves, so that one anomaly that nobody takes costs no other.
    private async Task TellAsync(IReadOnlyList<StoredAnomaly> some, CancellationToken stop)
    {
        try
        {
            await _retries.ExecuteAsync(async again => await _sink.SendAsync(some, again).ConfigureAwait(false), stop).ConfigureAwait(false);
        }
        catch (SinkRefusedException refusal) when (refusal.IsOfEach && some.Count > 1)
        {
            int half = some.Count / 2;
            await TellAsync([.. some.Take(half)], stop).ConfigureAwait(false);
            await TellAsync([.. some.Skip(half)], stop).ConfigureAwait(false);
            return;
        }
        catch (SinkRefusedException refusal)
        {
            foreach (StoredAnomaly anomaly in some)
                await DropAsync(anomaly, refusal.Message, stop).ConfigureAwait(false);
            await DoneAsync(some[^1].Number, stop).ConfigureAwait(false);
            return;
        }

        await DoneAsync(some[^1].Number, stop).ConfigureAwait(false);
        Volatile.Write(ref _status, Status with { Sent = Status.Sent + some.Count });
    }

    private async Task DropAsync(StoredAnomaly anomaly, string reason, CancellationToken stop)
    {
        DeadLetter letter = new(0, _time.GetUtcNow().UtcTicks, $"sink {_sink.Name}", anomaly.Anomaly.Id, reason);
        await AttemptAsync(again => Valued(_store.AddDeadLetterAsync(letter, again)), stop).ConfigureAwait(false);
        Volatile.Write(ref _status, Status with { Dropped = Status.Dropped + 1 });
        LogDropped(_sink.Name, anomaly.Anomaly.Id, reason);
    }

    private async Task DoneAsync(long number, CancellationToken stop)
    {
        await KeepAsync(number, stop).ConfigureAwait(false);
        Volatile.Write(ref _status, Status with { Number = number });
    }

    // What the other side has is kept even when the node is being stopped; then once only.
    private async Task KeepAsync(long number, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            await _store.SetSentAsync(_sink.Name, number, CancellationToken.None).ConfigureAwait(false);
        else
            await AttemptAsync(_ => Valued(_store.SetSentAsync(_sink.Name, number, CancellationToken.None)), stop).ConfigureAwait(false);
    }

    private async Task<T> AttemptAsync<T>(Func<CancellationToken, ValueTask<T>> work, CancellationToken stop)
    {
        T result = await _retries.ExecuteAsync(async again => await work(again).ConfigureAwait(false), stop).ConfigureAwait(false);
        if (Status.Trouble is not null)
            Volatile.Write(ref _status, Status with { Trouble = null });
        return result;
    }

    private static async ValueTask<bool> Valued(ValueTask work)
    {
        await work.ConfigureAwait(false);
        return true;
    }

    private static bool MayPass(Exception? fault, CancellationToken stop) =>
        fault is not (null or SinkRefusedException) && !(fault is OperationCanceledException && stop.IsCancellationRequested);

    private ValueTask Failed(OnRetryArguments<object> attempt)
    {
        string reason = attempt.Outcome.Exception!.Message;
        Volatile.Write(ref _status, Status with { Failures = Status.Failures + 1, Trouble = reason });
        LogFailed(_sink.Name, reason, attempt.RetryDelay.TotalSeconds);
        return ValueTask.CompletedTask;
    }
}
