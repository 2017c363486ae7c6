using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.RabbitMq.Brokers;
using ActorDetector.RabbitMq.Consuming;
using ActorDetector.RabbitMq.Publishing;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ActorDetector.RabbitMq;

/// <summary>The shard log in quorum queues of RabbitMQ, one for each shard, that the nodes of a cluster share: a shard is offered to one of the nodes that
/// wait for it.</summary>
/// <remarks>Entries that come together for a shard are one message. What was read lately is kept in memory for looking back.</remarks>
public sealed class RabbitMqShardLog : IShardLog
{
    // The broker's own limit, less what is around an entry.
    private const int MostEntryBytes = (16 << 20) - (4 << 10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly RabbitMqOptions _options;
    private readonly Troubles _troubles;
    private readonly string _place;
    private readonly Publisher _publisher;
    private readonly Link _reading;
    private readonly ShardConsumer[] _consumers;
    private readonly DamageCount _damages = new();
    private readonly QueueDepths _depths;
    private int _isClosed;

    private RabbitMqShardLog(RabbitMqOptions options, int shards, Guid run, Broker broker, TimeProvider time, ILogger logger)
    {
        (_options, Shards, _troubles, _place) = (options, shards, new Troubles(logger), broker.Place);
        Queues queues = new(options, shards, broker.Place);
        string[] names = [.. Enumerable.Range(0, shards).Select(queues.NameOf)];
        _publisher = new(options, run, names, new Link(broker, "publishing", _troubles, time), broker.Place, _troubles, time);
        _reading = new(broker, "reading", _troubles, time);
        _consumers = [.. names.Select((name, shard) => new ShardConsumer(shard, name, options, options.RabbitMqLookBackBytes / shards, _reading, broker.Place, _troubles, _damages, time))];
        _depths = new(names, _reading, time);
    }

    /// <inheritdoc/>
    public int Shards { get; }

    /// <inheritdoc/>
    /// <remarks>While an append waits for a shard whose queue takes nothing, or for a broker.</remarks>
    public bool IsFull => _publisher.IsFull;

    /// <inheritdoc/>
    /// <remarks>0: positions are counted by who reads.</remarks>
    public long Oldest => 0;

    /// <inheritdoc/>
    /// <remarks>Of what this node appended and the broker has not confirmed.</remarks>
    public ShardLogStatus Status
    {
        get
        {
            long bytes = _publisher.Bytes;
            return new(bytes, _options.RabbitMqUnconfirmedBytes, bytes, IsFull, _troubles.Any, 0, _damages.Count) { IsReachable = !_troubles.Has(_place) };
        }
    }

    /// <summary>Opens the shard log, and makes its queues when that was not done yet.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="password">The value of <see cref="RabbitMqOptions.PasswordVariable"/>; null for none.</param>
    /// <param name="shards">How many shards: fixed when the queues are made.</param>
    /// <param name="run">This run of the node: who publishes.</param>
    /// <param name="isMade">Whether the queues were made before: then one that is not there was deleted.</param>
    /// <param name="time">Tells when to try again.</param>
    /// <param name="logger">Is told of trouble.</param>
    /// <exception cref="ShardLogException">RabbitMQ cannot be reached or does not let the user in, or a queue is missing or is another; the message says
    /// what to do.</exception>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="IOException">The file with the password, or with the certificates, cannot be read.</exception>
    public static async Task<RabbitMqShardLog> OpenAsync(
        RabbitMqOptions options, string? password, int shards, Guid run, bool isMade, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.RabbitMq);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shards);
        ArgumentNullException.ThrowIfNull(time);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        Broker broker = new(options, password);
        IConnection connection = await ConnectAsync(broker, time).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await new Queues(options, shards, broker.Place).PrepareAsync(connection, !isMade || options.RabbitMqMakeQueues).ConfigureAwait(false);
            }
            catch (Exception fault) when (Faults.IsOne(fault))
            {
                throw new ShardLogException($"{broker.Describe(fault)}.", fault);
            }
        }

        return new(options, shards, run, broker, time, logger);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An entry is longer than RabbitMQ takes, or of no shard.</exception>
    /// <exception cref="ObjectDisposedException">The log was closed before all was confirmed.</exception>
    /// <remarks>When it is cancelled, entries that were taken already are still sent.</remarks>
    public async ValueTask AppendAsync(IReadOnlyList<ShardEntry> entries, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entries);
        cancellation.ThrowIfCancellationRequested();
        for (int i = 0; i < entries.Count; i++)
        {
            if ((uint)entries[i].Shard >= (uint)Shards)
                throw new ArgumentException($"Shard {entries[i].Shard} is not one of the {Shards} of the log.", nameof(entries));
            if (entries[i].Payload.Length > MostEntryBytes)
                throw new ArgumentException($"An entry of {entries[i].Payload.Length} bytes is longer than the {MostEntryBytes} that RabbitMQ takes.", nameof(entries));
        }

        if (entries.Count > 0)
            await _publisher.AppendAsync(entries, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask WaitForOfferAsync(int shard, CancellationToken cancellation) => _consumers[shard].WaitForOfferAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask GiveBackAsync(int shard) => _consumers[shard].GiveBackAsync();

    /// <inheritdoc/>
    /// <remarks>The shard must have been offered: else the reader says that it is lost.</remarks>
    public IShardLogReader Read(int shard, long from) => _consumers[shard].Read(from);

    /// <inheritdoc/>
    public long? Backlog(int shard) => _consumers[shard].Held is { } held && _depths.Of(shard) is { } waiting ? held + waiting : null;

    /// <inheritdoc/>
    public byte[]? Find(int shard, long position) => _consumers[shard].Find(position);

    /// <inheritdoc/>
    public IEnumerable<long> Around(int shard, long position, bool after, int most) => _consumers[shard].Around(position, after).Take(most);

    /// <inheritdoc/>
    public void Release(int shard, long position) => _consumers[shard].Release(position);

    /// <summary>Sends what it has, if that can be done soon, gives all shards back, and closes. Who waits is told by an
    /// <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;
        await _publisher.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_consumers.Select(consumer => consumer.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _depths.DisposeAsync().ConfigureAwait(false);
        await _reading.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<IConnection> ConnectAsync(Broker broker, TimeProvider time)
    {
        long began = time.GetTimestamp();
        for (Backoff backoff = new(); ; await Task.Delay(backoff.Next(), time).ConfigureAwait(false))
        {
            try
            {
                return await broker.ConnectAsync("actordetector, starting", CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception fault) when (Faults.IsOne(fault))
            {
                if (!Faults.MayPass(fault) || time.GetElapsedTime(began) > Patience)
                    throw new ShardLogException($"{broker.Describe(fault)}.", fault);
            }
        }
    }
}
