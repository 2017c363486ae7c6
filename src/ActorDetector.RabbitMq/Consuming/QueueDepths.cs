using ActorDetector.RabbitMq.Brokers;
using RabbitMQ.Client;

namespace ActorDetector.RabbitMq.Consuming;

/// <summary>How many messages wait in the queues, as the broker says at most once a second each. Safe from any thread.</summary>
/// <param name="queues">The names of the shards' queues.</param>
/// <param name="link">The connection.</param>
/// <param name="time">Tells when to ask again.</param>
internal sealed class QueueDepths(IReadOnlyList<string> queues, Link link, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan AskEach = TimeSpan.FromSeconds(1);

    private readonly long[] _depths = [.. queues.Select(_ => -1L)];
    private readonly long[] _askedAt = [.. queues.Select(_ => long.MinValue)];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private IChannel? _channel;

    /// <summary>How many waited when the broker was asked last; null before its first answer.</summary>
    public long? Of(int shard)
    {
        long asked = Volatile.Read(ref _askedAt[shard]), now = time.GetTimestamp();
        if ((asked == long.MinValue || time.GetElapsedTime(asked, now) >= AskEach) && Interlocked.CompareExchange(ref _askedAt[shard], now, asked) == asked)
            _ = AskAsync(shard);
        long depth = Volatile.Read(ref _depths[shard]);
        return depth < 0 ? null : depth;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _turn.WaitAsync().ConfigureAwait(false);
        if (_channel is not null)
            await _channel.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AskAsync(int shard)
    {
        try
        {
            await _turn.WaitAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            if (_channel is not { IsOpen: true })
            {
                IConnection connection = await link.OpenAsync(_stop.Token).ConfigureAwait(false);
                _channel = await connection.CreateChannelAsync(cancellationToken: _stop.Token).ConfigureAwait(false);
            }

            Volatile.Write(ref _depths[shard], await _channel.MessageCountAsync(queues[shard], _stop.Token).ConfigureAwait(false));
        }
        catch (Exception fault) when (Faults.IsOne(fault))
        {
            Volatile.Write(ref _depths[shard], -1);
        }
        finally
        {
            _turn.Release();
        }
    }
}
