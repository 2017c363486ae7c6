using ActorDetector.RabbitMq.Brokers;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ActorDetector.RabbitMq.Publishing;

/// <summary>A channel that messages are published on, and their answers come back from. It ends when it is lost, or a message has waited too long for its
/// answer.</summary>
internal sealed class PublishingChannel : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WatchEach = TimeSpan.FromSeconds(1);
    private static readonly BasicProperties s_persistent = new() { Persistent = true };

    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly InFlight _inFlight;
    private readonly Action<BasicReturnEventArgs> _returned;
    private readonly string _place;
    private readonly Troubles _troubles;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended = new();
    private readonly ITimer _watch;
    private volatile bool _isBlocked;

    private PublishingChannel(
        IConnection connection, IChannel channel, InFlight inFlight, Action<BasicReturnEventArgs> returned, string place, Troubles troubles, TimeProvider time)
    {
        (_connection, _channel, _inFlight, _returned, _place, _troubles, _time) = (connection, channel, inFlight, returned, place, troubles, time);
        channel.BasicAcksAsync += OnAckAsync;
        channel.BasicNacksAsync += OnNackAsync;
        channel.BasicReturnAsync += OnReturnAsync;
        channel.ChannelShutdownAsync += OnShutdownAsync;
        connection.ConnectionBlockedAsync += OnBlockedAsync;
        connection.ConnectionUnblockedAsync += OnUnblockedAsync;
        _watch = time.CreateTimer(_ => Watch(), null, WatchEach, WatchEach);
        if (channel.IsClosed)
            _ended.Cancel();
    }

    /// <summary>Cancelled when it ended.</summary>
    public CancellationToken Ended => _ended.Token;

    private string Memory => $"{_place}, its memory or disk";

    /// <summary>Opens one.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="answered">Takes each answered message, one at a time, and whether it was confirmed.</param>
    /// <param name="returned">Takes messages that there is no queue for; their answers come behind.</param>
    /// <param name="place">Names the broker in messages.</param>
    /// <param name="troubles">Is told when the broker takes nothing for want of memory.</param>
    /// <param name="time">Tells how long answers take.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<PublishingChannel> OpenAsync(
        IConnection connection, Action<OutboxMessage, bool> answered, Action<BasicReturnEventArgs> returned, string place, Troubles troubles, TimeProvider time,
        CancellationToken cancellation)
    {
        CreateChannelOptions options = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);
        IChannel channel = await connection.CreateChannelAsync(options, cancellation).ConfigureAwait(false);
        return new(connection, channel, new(answered), returned, place, troubles, time);
    }

    /// <summary>Publishes a message. Its bytes are needed no longer when this is done.</summary>
    public ValueTask PublishAsync(CachedString queue, OutboxMessage message, CancellationToken cancellation)
    {
        _inFlight.Add(message);
        return _channel.BasicPublishAsync(CachedString.Empty, queue, mandatory: true, s_persistent, message.Bytes, cancellation);
    }

    /// <summary>Ends it: no answer comes any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _inFlight.End();
        await _watch.DisposeAsync().ConfigureAwait(false);
        _connection.ConnectionBlockedAsync -= OnBlockedAsync;
        _connection.ConnectionUnblockedAsync -= OnUnblockedAsync;
        _troubles.End(Memory);
        await _channel.DisposeAsync().ConfigureAwait(false);
        _ended.Dispose();
    }

    private Task OnAckAsync(object sender, BasicAckEventArgs ack)
    {
        _inFlight.Answer(ack.DeliveryTag, ack.Multiple, isConfirmed: true);
        return Task.CompletedTask;
    }

    private Task OnNackAsync(object sender, BasicNackEventArgs nack)
    {
        _inFlight.Answer(nack.DeliveryTag, nack.Multiple, isConfirmed: false);
        return Task.CompletedTask;
    }

    private Task OnReturnAsync(object sender, BasicReturnEventArgs back)
    {
        _returned(back);
        return Task.CompletedTask;
    }

    private Task OnShutdownAsync(object sender, ShutdownEventArgs shutdown) => EndAsync();

    private Task OnBlockedAsync(object sender, ConnectionBlockedEventArgs blocked)
    {
        _isBlocked = true;
        _troubles.Begin(Memory, $"{_place} takes nothing: {blocked.Reason}; free some there; sources wait");
        return Task.CompletedTask;
    }

    private Task OnUnblockedAsync(object sender, AsyncEventArgs unblocked)
    {
        _isBlocked = false;
        _troubles.End(Memory);
        return Task.CompletedTask;
    }

    private void Watch()
    {
        if (!_isBlocked && _inFlight.OldestSentAt is { } sent && _time.GetElapsedTime(sent) > LongestWait)
            _ = EndAsync();
    }

    private async Task EndAsync()
    {
        try
        {
            await _ended.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It ended already.
        }
    }
}
