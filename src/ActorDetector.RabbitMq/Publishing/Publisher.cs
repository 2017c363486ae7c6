using System.Threading.Channels;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Brokers;
using ActorDetector.RabbitMq.Messages;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ActorDetector.RabbitMq.Publishing;

/// <summary>Publishes the entries of all shards on one channel, which is opened again whenever it is lost.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    // A connection that lasted so long was a good one.
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ToEmpty = TimeSpan.FromSeconds(5);
    // To broker, database and reader each message is work of its own, however short: a shard's follow each other no faster, unless they are full.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan LookEach = TimeSpan.FromMilliseconds(10);

    private readonly Channel<Outbox> _ready = Channel.CreateUnbounded<Outbox>(new UnboundedChannelOptions { SingleReader = true });
    private readonly UnconfirmedBytes _unconfirmed = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Outbox[] _outboxes;
    private readonly CachedString[] _queues;
    private readonly RabbitMqOptions _options;
    private readonly Link _link;
    private readonly string _place;
    private readonly Troubles _troubles;
    private readonly TimeProvider _time;
    private readonly Task _running;

    /// <summary>A publisher, which begins at once.</summary>
    /// <param name="options">How much it holds.</param>
    /// <param name="run">Who publishes.</param>
    /// <param name="queues">The names of the shards' queues.</param>
    /// <param name="link">Its connection, which this then owns.</param>
    /// <param name="place">Names the broker in messages.</param>
    /// <param name="troubles">Is told what is wrong.</param>
    /// <param name="time">Tells when to try again.</param>
    public Publisher(RabbitMqOptions options, Guid run, IReadOnlyList<string> queues, Link link, string place, Troubles troubles, TimeProvider time)
    {
        (_options, _link, _place, _troubles, _time) = (options, link, place, troubles, time);
        OutboxSizes sizes = new(options.RabbitMqBatchBytes, options.RabbitMqUnconfirmedBytes / queues.Count);
        string publisher = run.ToString("N");
        _outboxes = [.. queues.Select((_, shard) => new Outbox(shard, publisher, sizes, _unconfirmed, outbox => _ready.Writer.TryWrite(outbox)))];
        _queues = [.. queues.Select(queue => new CachedString(queue))];
        _running = Task.Run(RunAsync);
    }

    /// <summary>Whether an append waits for a shard that takes nothing now.</summary>
    public bool IsFull => _unconfirmed.IsFull;

    /// <summary>Bytes that are not confirmed.</summary>
    public long Bytes => _unconfirmed.Bytes;

    /// <summary>Takes entries; done when all are confirmed.</summary>
    public async ValueTask AppendAsync(IReadOnlyList<ShardEntry> entries, CancellationToken cancellation)
    {
        AppendCall call = new();
        for (int i = 0; i < entries.Count; i++)
        {
            Outbox outbox = _outboxes[entries[i].Shard];
            if (!outbox.TryAdd(entries[i].Payload.Span, call))
                await outbox.AddAsync(entries[i].Payload, call, cancellation).ConfigureAwait(false);
        }

        call.Confirm();
        await call.Done.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes no more entries, sends what it has if that can be done soon, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        ObjectDisposedException closed = new("the shard log in RabbitMQ");
        foreach (Outbox outbox in _outboxes)
            outbox.Close(closed);
        long began = _time.GetTimestamp();
        while (_troubles.Any is null && !_outboxes.All(outbox => outbox.IsEmpty) && _time.GetElapsedTime(began) < ToEmpty)
            await Task.Delay(LookEach, _time).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        foreach (Outbox outbox in _outboxes)
            outbox.Fail(closed);
        await _link.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        for (Backoff backoff = new(); !_stop.IsCancellationRequested;)
        {
            long began = _time.GetTimestamp();
            try
            {
                IConnection connection = await _link.OpenAsync(_stop.Token).ConfigureAwait(false);
                PublishingChannel channel = await PublishingChannel.OpenAsync(connection, Answered, Returned, _place, _troubles, _time, _stop.Token).ConfigureAwait(false);
                await using (channel.ConfigureAwait(false))
                    await SendAsync(channel).ConfigureAwait(false);
            }
            catch (Exception fault) when (Faults.IsOne(fault))
            {
                // All that was not confirmed is sent again.
            }

            foreach (Outbox outbox in _outboxes)
            {
                outbox.Stop();
                outbox.Resume(isLost: true);
            }

            await _link.AbortAsync().ConfigureAwait(false);
            if (_time.GetElapsedTime(began) > LongEnough)
                backoff = new();
            await Task.Delay(backoff.Next(), _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(PublishingChannel channel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, channel.Ended);
        await foreach (Outbox outbox in _ready.Reader.ReadAllAsync(either.Token).ConfigureAwait(false))
        {
            while (outbox.TakeNext(_time.GetTimestamp(), out bool lingers) is { } message)
            {
                if (lingers)
                    _ = LingerAsync(outbox);
                await channel.PublishAsync(_queues[outbox.Shard], message, either.Token).ConfigureAwait(false);
            }
        }
    }

    private void Answered(OutboxMessage message, bool isConfirmed)
    {
        Outbox outbox = message.Outbox;
        string queue = _queues[outbox.Shard].Value;
        OutboxAnswer answer = outbox.Answered(message, isConfirmed);
        if (answer.IsConfirmed)
            _troubles.End(queue);
        else if (answer.IsReturned)
            _troubles.Begin(queue, $"queue {queue} of {_place} was deleted, with all lines that waited in it; start a node once with --rabbitmq-make-queues to make it anew; sources wait");
        else
            _troubles.Begin(queue, $"queue {queue} of {_place} takes nothing: its {_options.RabbitMqQueueBytes} bytes (--rabbitmq-queue-bytes) are full of lines that are not judged yet, or most of its brokers are away; sources wait");
        if (answer.ResumeAfter is { } after)
            _ = ResumeAsync(outbox, after);
    }

    private void Returned(BasicReturnEventArgs back)
    {
        int shard = Array.FindIndex(_queues, queue => queue.Value == back.RoutingKey);
        if (shard >= 0)
            _outboxes[shard].Returned(ReceivedBatch.FirstOf(back.Body.Span));
    }

    private async Task LingerAsync(Outbox outbox)
    {
        await Task.Delay(Linger, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        outbox.EndLinger();
    }

    private async Task ResumeAsync(Outbox outbox, TimeSpan after)
    {
        await Task.Delay(after, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        outbox.Resume(isLost: false);
    }
}
