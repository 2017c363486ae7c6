using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Brokers;
using ActorDetector.RabbitMq.Messages;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ActorDetector.RabbitMq.Consuming;

/// <summary>A shard's channel while this node waits for the shard or has it: what the broker brings, and what is acknowledged.</summary>
/// <remarks>The shard's lock guards what is held: a channel that is over leaves nothing behind but what was released.</remarks>
/// <param name="shard">The shard.</param>
/// <param name="queue">Its queue.</param>
/// <param name="channel">The channel, which this then owns.</param>
/// <param name="lookBack">Takes what is released.</param>
/// <param name="damages">Counts what cannot be understood.</param>
/// <param name="prefetch">Most messages that the broker brings before it is told what is released.</param>
/// <param name="guard">The shard's lock.</param>
/// <param name="time">Tells when the broker is told what is released.</param>
internal sealed class Subscription(
    int shard, string queue, IChannel channel, LookBack lookBack, DamageCount damages, int prefetch, Lock guard, TimeProvider time)
    : IAsyncBasicConsumer, IAsyncDisposable
{
    // To the broker each is as much work as a message; nobody waits for them.
    private static readonly TimeSpan BetweenAcknowledgements = TimeSpan.FromMilliseconds(100);

    private readonly HeldMessages _held = new(lookBack);
    private readonly Pulse _hurry = new();
    private ulong _toAcknowledge;
    private ulong _acknowledged;
    private Task _acknowledging = Task.CompletedTask;
    private Exception? _over;

    /// <inheritdoc/>
    public IChannel Channel => channel;

    /// <summary>Wakes who waits for an entry, or for the end.</summary>
    public Pulse Changed { get; } = new();

    /// <summary>Whether its queue was deleted.</summary>
    public bool IsDeleted { get; private set; }

    /// <summary>What is held.</summary>
    /// <exception cref="Exception">It is over: the cause.</exception>
    public HeldMessages Held => _over is null ? _held : throw _over;

    /// <summary>Whether nothing comes any more.</summary>
    public bool IsOver => _over is not null;

    private bool MustHurry => IsOver || _toAcknowledge - _acknowledged >= (ulong)Math.Max(1, prefetch / 4);

    /// <summary>Releases what is below a position. The broker is told soon, and in order.</summary>
    public void Release(long position)
    {
        lock (guard)
        {
            if (IsOver || _held.Release(position) is not (> 0 and var tag))
                return;
            _toAcknowledge = tag;
            if (_acknowledging.IsCompleted)
                _acknowledging = Task.Run(AcknowledgeAsync);
            else if (MustHurry)
                _hurry.Fire();
        }
    }

    /// <summary>Ends it for who reads.</summary>
    /// <param name="cause">What a reader is told.</param>
    public void End(Exception cause)
    {
        lock (guard)
            _over ??= cause;
        Changed.Fire();
        _hurry.Fire();
    }

    /// <summary>Tells the broker what was released, and gives it back the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        End(new ShardLostException(shard, "it was given back."));
        try
        {
            await _acknowledging.ConfigureAwait(false);
            await channel.CloseAsync().ConfigureAwait(false);
            await channel.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (Faults.IsOne(fault))
        {
            // It is gone, and all that was not acknowledged is the broker's again.
        }
    }

    /// <inheritdoc/>
    public Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        ReceivedBatch batch = ReceivedBatch.Copy(body.Span);
        if (batch.IsDamaged && !redelivered)
            damages.Add();
        lock (guard)
            _held.Add(batch, deliveryTag);
        Changed.Fire();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        IsDeleted = true;
        End(new ShardLostException(shard, $"its queue {queue} was deleted."));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        End(new ShardLostException(shard, $"its connection to RabbitMQ was lost: {reason.ReplyText}"));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task HandleBasicCancelOkAsync(string consumerTag, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task HandleBasicConsumeOkAsync(string consumerTag, CancellationToken cancellationToken = default) => Task.CompletedTask;

    private async Task AcknowledgeAsync()
    {
        while (true)
        {
            Task hurried = _hurry.Next;
            bool mustHurry;
            lock (guard)
                mustHurry = MustHurry;
            if (!mustHurry)
                await Task.WhenAny(hurried, Task.Delay(BetweenAcknowledgements, time)).ConfigureAwait(false);
            ulong last;
            lock (guard)
            {
                if (_toAcknowledge == _acknowledged)
                {
                    // Under the lock: who releases next must find it ended.
                    _acknowledging = Task.CompletedTask;
                    return;
                }

                last = _acknowledged = _toAcknowledge;
            }

            try
            {
                await channel.BasicAckAsync(last, multiple: true).ConfigureAwait(false);
            }
            catch (Exception fault) when (Faults.IsOne(fault))
            {
                return; // It is over, and its end is told otherwise.
            }
        }
    }
}
