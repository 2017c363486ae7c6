using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Brokers;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ActorDetector.RabbitMq.Consuming;

/// <summary>One shard's queue as this node reads it. Safe from any thread.</summary>
/// <param name="shard">The shard.</param>
/// <param name="queue">Its queue.</param>
/// <param name="options">How much it holds.</param>
/// <param name="lookBackBytes">Bytes that it keeps for looking back.</param>
/// <param name="link">The connection of all shards.</param>
/// <param name="place">Names the broker in messages.</param>
/// <param name="troubles">Is told what is wrong.</param>
/// <param name="damages">Counts what cannot be understood.</param>
/// <param name="time">Tells when to try again.</param>
internal sealed class ShardConsumer(
    int shard, string queue, RabbitMqOptions options, long lookBackBytes, Link link, string place, Troubles troubles, DamageCount damages,
    TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closed = new();
    private readonly LookBack _lookBack = new(lookBackBytes);
    private Subscription? _subscription;

    private string Trouble => queue + ", reading";

    /// <summary>Messages that are held and not released; null when the shard is not this node's.</summary>
    public int? Held
    {
        get
        {
            lock (_lock)
                return _subscription is { IsOver: false, Held: { IsBegun: true } held } ? held.Unreleased : null;
        }
    }

    /// <summary>Waits until the broker brings the first message.</summary>
    public async ValueTask WaitForOfferAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closed.Token);
        try
        {
            for (Backoff backoff = new(); !await TryWaitAsync(either.Token).ConfigureAwait(false);)
                await Task.Delay(backoff.Next(), time, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            await GiveBackAsync().ConfigureAwait(false);
            ThrowIfClosed();
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>Gives the shard back, or waits for it no longer.</summary>
    public async ValueTask GiveBackAsync()
    {
        Subscription? given;
        lock (_lock)
            (given, _subscription) = (_subscription, null);
        troubles.End(Trouble);
        if (given is not null)
            await given.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Reads from the first entry that is not released.</summary>
    public IShardLogReader Read(long from)
    {
        lock (_lock)
        {
            ThrowIfClosed();
            if (_subscription is { IsOver: false } subscription)
                subscription.Held.ReadFrom(from);
            return new ShardReader(shard, _subscription, _lock, options.RabbitMqPrefetch / 2, time);
        }
    }

    /// <summary>Releases what is below a position.</summary>
    public void Release(long position)
    {
        Subscription? subscription;
        lock (_lock)
            subscription = _subscription;
        subscription?.Release(position);
    }

    /// <summary>A copy of the bytes of an entry that was read; null when they are kept no longer.</summary>
    public byte[]? Find(long position)
    {
        lock (_lock)
        {
            ReadOnlyMemory<byte>? found = _subscription is { IsOver: false, Held: var held } ? held.Find(position) : null;
            return (found ?? _lookBack.Find(position))?.ToArray();
        }
    }

    /// <summary>The positions of what was read and is kept, before or after one, the nearest first.</summary>
    public IEnumerable<long> Around(long position, bool after)
    {
        (long First, int Count)[] kept;
        lock (_lock)
            kept = [.. _lookBack.All(), .. _subscription is { IsOver: false, Held: var held } ? held.Read() : []];
        if (after)
            return kept.SelectMany(run => Run(Math.Max(run.First, position), run.First + run.Count, 1));
        return kept.Reverse().SelectMany(run => Run(Math.Min(run.First + run.Count, position) - 1, run.First - 1, -1));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        Subscription? open;
        lock (_lock)
            open = _subscription;
        open?.End(new ObjectDisposedException("the shard log in RabbitMQ"));
        await GiveBackAsync().ConfigureAwait(false);
    }

    private static IEnumerable<long> Run(long from, long to, int step)
    {
        for (long position = from; step > 0 ? position < to : position > to; position += step)
            yield return position;
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, typeof(RabbitMqShardLog));

    // False when there is to be another attempt.
    private async Task<bool> TryWaitAsync(CancellationToken cancellation)
    {
        if (await SubscribeAsync(cancellation).ConfigureAwait(false) is not { } subscription)
            return false;
        while (true)
        {
            Task changed = subscription.Changed.Next;
            lock (_lock)
            {
                if (subscription.IsOver)
                    break;
                if (subscription.Held.IsBegun)
                    return true;
            }

            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }

        if (subscription.IsDeleted)
            TellMissing();
        return false;
    }

    private async Task<Subscription?> SubscribeAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Subscription? known = _subscription;
            if (known is { IsOver: false })
                return known;
            await GiveBackAsync().ConfigureAwait(false);
            IConnection connection = await link.OpenAsync(cancellation).ConfigureAwait(false);
            IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false);
            Subscription subscription = new(shard, queue, channel, _lookBack, damages, options.RabbitMqPrefetch, _lock, time);
            try
            {
                await channel.BasicQosAsync(0, (ushort)options.RabbitMqPrefetch, global: false, cancellation).ConfigureAwait(false);
                await channel.BasicConsumeAsync(queue, autoAck: false, subscription, cancellation).ConfigureAwait(false);
            }
            catch
            {
                await subscription.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            troubles.End(Trouble);
            lock (_lock)
                _subscription = subscription;
            return subscription;
        }
        catch (Exception fault) when (Faults.IsOne(fault) || fault is OperationInterruptedException)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Faults.IsMissingQueue(fault))
                TellMissing();
            else if (fault is OperationInterruptedException)
                troubles.Begin(Trouble, $"queue {queue} of {place} cannot be read: {Faults.Reason(fault)}");
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void TellMissing() => troubles.Begin(
        Trouble, $"queue {queue} of {place} was deleted, with all lines that waited in it; start a node once with --rabbitmq-make-queues to make it anew");
}
