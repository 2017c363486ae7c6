using System.Threading.Channels;
using ActorDetector.Actors.Mailboxes;
using ActorDetector.Actors.ShardLogs;

namespace ActorDetector.Actors.Shards;

/// <summary>Takes a shard when it is offered, tells it to go on whenever there is something in its log, and gives it back when another node is to have it.</summary>
/// <param name="shard">The shard.</param>
/// <param name="number">Its number.</param>
/// <param name="log">Its log.</param>
/// <param name="placing">Says whether it is to be here.</param>
/// <param name="time">Measures pauses.</param>
internal sealed class ShardPump(ShardActor shard, int number, IShardLog log, IShardPlacing placing, TimeProvider time) : IAsyncDisposable
{
    // Who declines waits before it is offered the shard again: until then the node that is to have it is in line.
    private static readonly TimeSpan BetweenOffers = TimeSpan.FromSeconds(0.2);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    // How long the store may take to answer when another node is to have the shard.
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _drain = new();
    private CancellationTokenSource _change = new();
    private bool _isAtEnd;

    /// <summary>Ends when the pump was told to drain and the log was read to its end, or the shard was given back where nodes share it; when it was stopped; or
    /// when the shard halted.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    private bool IsRunning => shard.Status.State == ShardState.Running;

    private bool IsOver => shard.Status.State == ShardState.Halted || _stop.IsCancellationRequested
        || (_drain.IsCancellationRequested && (placing.IsShared || _isAtEnd));

    /// <summary>Begins.</summary>
    public void Start() => Running = Task.Run(RunAsync);

    /// <summary>Tells that the placing of the shard is another now.</summary>
    public void Look() => Interlocked.Exchange(ref _change, new CancellationTokenSource()).Cancel();

    /// <summary>Lets it end as soon as the log is read to its end; where nodes share it, as soon as what was judged is committed.</summary>
    public void Drain() => _drain.Cancel();

    /// <summary>Lets it end now.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Running.ConfigureAwait(false);
        await log.GiveBackAsync(number).ConfigureAwait(false); // one that has halted was kept, so that it halts no other node
        _stop.Dispose();
        _drain.Dispose();
    }

    private async Task RunAsync()
    {
        while (!IsOver)
        {
            using var change = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _drain.Token, Volatile.Read(ref _change).Token);
            try
            {
                if (!IsRunning)
                    await TakeAsync(change.Token).ConfigureAwait(false);
                else if (placing.IsHere(number))
                    await AdvanceAsync(change.Token).ConfigureAwait(false);
                else
                    await HandOverAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (change.IsCancellationRequested)
            {
            }
            catch (Exception fault) when (placing.IsShared && fault is not ChannelClosedException)
            {
                // Whatever it was, the shard is to be served: from a new place in line.
                shard.LogFault(fault);
                await log.GiveBackAsync(number).ConfigureAwait(false);
                await Task.Delay(BetweenLooks, time).ConfigureAwait(false);
            }
        }

        try
        {
            if (placing.IsShared && IsRunning)
                await HandOverAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // What was not committed is read by who has the shard next.
        }
    }

    private async Task TakeAsync(CancellationToken change)
    {
        if (!placing.IsInLine(number))
        {
            await Task.Delay(BetweenLooks, time, change).ConfigureAwait(false); // a node that was not heard of for a moment is in line again without being told
            return;
        }

        await log.WaitForOfferAsync(number, change).ConfigureAwait(false);
        if (placing.IsHere(number) && (await AskAsync(done => new ShardMessage.Take(done)).ConfigureAwait(false) || shard.Status.State == ShardState.Halted))
            return;
        await log.GiveBackAsync(number).ConfigureAwait(false);
        await Task.Delay(BetweenOffers, time, change).ConfigureAwait(false);
    }

    private async Task AdvanceAsync(CancellationToken change)
    {
        while (!await AskAsync(done => new ShardMessage.Advance(done)).ConfigureAwait(false))
        {
            if (!IsRunning)
            {
                await log.GiveBackAsync(number).ConfigureAwait(false); // lost: a new place in line
                return;
            }

            if (_drain.IsCancellationRequested)
            {
                _isAtEnd = true; // what came in the meantime was still read
                return;
            }

            try
            {
                await shard.WaitForLinesAsync(change).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is IOException or ShardLostException)
            {
                // Reading meets the same fault, and the shard knows what to do about it.
            }
        }
    }

    private async Task HandOverAsync()
    {
        await AskAsync(done => new ShardMessage.Drop(done)).ConfigureAwait(false);
        await log.GiveBackAsync(number).ConfigureAwait(false);
    }

    // A store that does not answer must not hold a shard that others could go on with: what may still be committed then is refused or known to the next.
    private async Task<bool> AskAsync(Func<Reply<bool>, ShardMessage> question)
    {
        var reply = new Reply<bool>();
        await shard.TellAsync(question(reply), _stop.Token).ConfigureAwait(false);
        while (placing.IsShared)
        {
            try
            {
                return await reply.Answer.WaitAsync(LongestCommit, time, _stop.Token).ConfigureAwait(false);
            }
            catch (TimeoutException) when (!placing.IsHere(number))
            {
                await log.GiveBackAsync(number).ConfigureAwait(false);
                await shard.AbandonAsync().ConfigureAwait(false);
                break;
            }
            catch (TimeoutException)
            {
                // It may take its time.
            }
        }

        return await reply.Answer.WaitAsync(_stop.Token).ConfigureAwait(false);
    }
}
