using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http;

/// <summary>Counts the running requests that change something, and lets no more begin once it is closed.</summary>
internal sealed class RequestGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = new();
    private int _running;
    private bool _isClosed;

    /// <summary>Whether no more begin.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
                return _isClosed;
        }
    }

    /// <summary>Runs a request.</summary>
    /// <exception cref="RefusalException">The gate is closed, or was closed and the time of running requests is over.</exception>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        lock (_lock)
        {
            if (_isClosed)
                throw Stopping(null);
            _running++;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _end.Token);
        context.RequestAborted = either.Token;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (_end.IsCancellationRequested)
        {
            throw Stopping(fault);
        }
        finally
        {
            lock (_lock)
            {
                _running--;
                if (_isClosed && _running == 0)
                    _empty.TrySetResult();
            }
        }
    }

    /// <summary>Lets no more begin, and waits until those that run have ended; what still runs at the limit is ended then.</summary>
    public async Task CloseAsync(TimeSpan limit, TimeProvider time)
    {
        lock (_lock)
        {
            _isClosed = true;
            if (_running == 0)
                _empty.TrySetResult();
        }

        try
        {
            await _empty.Task.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await _end.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    private static RefusalException Stopping(Exception? inner) =>
        new(StatusCodes.Status503ServiceUnavailable, "The node is being stopped: send this again when it is back.", inner) { RetryAfter = 5 };
}
