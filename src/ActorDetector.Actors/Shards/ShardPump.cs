using ActorDetector.Actors.Mailboxes;

namespace ActorDetector.Actors.Shards;

/// <summary>Tells a shard to go on whenever there is something in its log.</summary>
/// <param name="shard">The shard.</param>
internal sealed class ShardPump(ShardActor shard) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _drain = new();

    /// <summary>Ends when the pump was told to drain and the log was read to its end, when it was stopped, or when the shard halted.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start() => Running = Task.Run(RunAsync);

    /// <summary>Lets it end as soon as the log is read to its end.</summary>
    public void Drain() => _drain.Cancel();

    /// <summary>Lets it end now.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Running.ConfigureAwait(false);
        _stop.Dispose();
        _drain.Dispose();
    }

    private async Task RunAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _drain.Token);
        try
        {
            while (shard.Status.State == ShardState.Running)
            {
                var reply = new Reply<bool>();
                await shard.TellAsync(new ShardMessage.Advance(reply), _stop.Token).ConfigureAwait(false);
                if (await reply.Answer.WaitAsync(_stop.Token).ConfigureAwait(false))
                    continue;
                if (_drain.IsCancellationRequested || shard.Status.State != ShardState.Running)
                    return;
                try
                {
                    await shard.WaitForLinesAsync(either.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
                {
                    // Drained: what came in the meantime is still read.
                }
                catch (IOException)
                {
                    // Reading meets the same fault, and the shard knows what to do about it.
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }
}
