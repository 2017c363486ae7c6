using System.Threading.Channels;
using ActorDetector.Actors.Stores;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ActorDetector.Actors.Sinks;

/// <summary>Tells a sink every anomaly that was committed, in order, at least once, across restarts. However slow the sink is, it waits in the
/// store and takes no memory.</summary>
public sealed partial class SinkRunner
{
    private readonly ISink _sink;
    private readonly INodeStore _store;
    private readonly ILogger _log;
    private readonly ResiliencePipeline _retries;
    private readonly Channel<bool> _fresh = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private SinkStatus _status;

    /// <summary>A runner that does not run yet.</summary>
    /// <param name="sink">The sink.</param>
    /// <param name="store">Holds the anomalies, and how far the sink is.</param>
    /// <param name="time">Measures the pauses between attempts.</param>
    /// <param name="log">Is told of failures.</param>
    public SinkRunner(ISink sink, INodeStore store, TimeProvider time, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _sink = sink;
        _store = store;
        _log = log;
        _status = new SinkStatus(sink.Name, 0, 0, 0, null);
        _retries = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(0.5),
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = new PredicateBuilder().Handle<Exception>(fault => fault is not OperationCanceledException),
                OnRetry = Failed,
            })
            .Build();
    }

    /// <summary>How the sink is.</summary>
    public SinkStatus Status => Volatile.Read(ref _status);

    /// <summary>Tells that there are more anomalies in the store. Never waits.</summary>
    public void Wake() => _fresh.Writer.TryWrite(true);

    /// <summary>Tells anomalies until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            long number = await StartAsync(stop).ConfigureAwait(false);
            while (true)
            {
                IReadOnlyList<StoredAnomaly> next = await _store.ReadAnomaliesAsync(number, _sink.MostAtOnce, stop).ConfigureAwait(false);
                if (next.Count == 0)
                {
                    await _fresh.Reader.ReadAsync(stop).ConfigureAwait(false);
                    continue;
                }

                await _retries.ExecuteAsync(async again => await _sink.SendAsync(next, again).ConfigureAwait(false), stop).ConfigureAwait(false);
                number = next[^1].Number;
                // The other side has them: that is kept even when the node is being stopped.
                await _store.SetSentAsync(_sink.Name, number, CancellationToken.None).ConfigureAwait(false);
                SinkStatus before = Status;
                Volatile.Write(ref _status, before with { Sent = before.Sent + next.Count, Number = number, Trouble = null });
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    // A sink that was never there is told what comes from now on.
    private async Task<long> StartAsync(CancellationToken stop)
    {
        if (await _store.SentAsync(_sink.Name, stop).ConfigureAwait(false) is { } sent)
            return sent;
        long last = await _store.LastAnomalyAsync(stop).ConfigureAwait(false);
        await _store.SetSentAsync(_sink.Name, last, stop).ConfigureAwait(false);
        return last;
    }

    private ValueTask Failed(OnRetryArguments<object> attempt)
    {
        string reason = attempt.Outcome.Exception!.Message;
        SinkStatus before = Status;
        Volatile.Write(ref _status, before with { Failures = before.Failures + 1, Trouble = reason });
        LogFailed(_sink.Name, reason, attempt.RetryDelay.TotalSeconds);
        return ValueTask.CompletedTask;
    }
}
