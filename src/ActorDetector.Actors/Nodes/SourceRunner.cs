using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Sources;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ActorDetector.Actors.Nodes;

/// <summary>Runs a source, and starts it again when it fails.</summary>
internal sealed partial class SourceRunner : IIngest
{
    private readonly ISource _source;
    private readonly IIngest _ingest;
    private readonly ILogger _log;
    private readonly ResiliencePipeline _restarts;
    private SourceStatus _status;
    private long _accepted;

    public SourceRunner(ISource source, IIngest ingest, TimeProvider time, ILogger log)
    {
        (_source, _ingest, _log) = (source, ingest, log);
        _status = new SourceStatus(source.Name, 0, 0, null);
        _restarts = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                // One that was cancelled by something else than the stop has failed.
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is not null && !attempt.Context.CancellationToken.IsCancellationRequested),
                OnRetry = Failed,
            })
            .Build();
    }

    /// <summary>How the source is.</summary>
    public SourceStatus Status => Volatile.Read(ref _status) with { Accepted = Volatile.Read(ref _accepted) };

    /// <inheritdoc/>
    public DropReason Full => _ingest.Full;

    /// <inheritdoc/>
    public async ValueTask AcceptAsync(LineBatch batch, CancellationToken cancellation)
    {
        await _ingest.AcceptAsync(batch, cancellation).ConfigureAwait(false);
        Interlocked.Add(ref _accepted, batch.Count + batch.Notes.Sum(note => note.Lines));
        if (Volatile.Read(ref _status) is { Trouble: not null } troubled)
            Interlocked.CompareExchange(ref _status, troubled with { Trouble = null }, troubled); // it runs again
    }

    /// <summary>Runs the source until it is stopped, or has no more lines.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await _restarts.ExecuteAsync(async again => await _source.RunAsync(this, again).ConfigureAwait(false), stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private ValueTask Failed(OnRetryArguments<object> attempt)
    {
        string reason = attempt.Outcome.Exception!.Message;
        SourceStatus before = Volatile.Read(ref _status);
        Volatile.Write(ref _status, before with { Restarts = before.Restarts + 1, Trouble = reason });
        LogFailed(attempt.Outcome.Exception, _source.Name, attempt.RetryDelay.TotalSeconds);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Source {Source} failed; it is started again in {Seconds:0.#} s.")]
    private partial void LogFailed(Exception fault, string source, double seconds);
}
