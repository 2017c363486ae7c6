using RabbitMQ.Client;

namespace ActorDetector.RabbitMq.Brokers;

/// <summary>A connection that is opened again, with pauses, whenever it is needed and was lost. Safe from any thread.</summary>
/// <param name="broker">Opens it.</param>
/// <param name="purpose">What it is for, as the broker's operator sees it.</param>
/// <param name="troubles">Is told while it cannot be opened.</param>
/// <param name="time">Tells when to try again.</param>
internal sealed class Link(Broker broker, string purpose, Troubles troubles, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan ToClose = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IConnection? _connection;

    /// <summary>The connection, once it is open.</summary>
    /// <exception cref="OperationCanceledException">It was not, when it was cancelled.</exception>
    public async ValueTask<IConnection> OpenAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _connection) is { IsOpen: true } open)
            return open;
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_connection is { IsOpen: true } now)
                return now;
            for (Backoff backoff = new(); ; await Task.Delay(backoff.Next(), time, cancellation).ConfigureAwait(false))
            {
                try
                {
                    await AbortAsync().ConfigureAwait(false);
                    Volatile.Write(ref _connection, await broker.ConnectAsync($"actordetector, {purpose}", cancellation).ConfigureAwait(false));
                    troubles.End(broker.Place);
                    return _connection!;
                }
                catch (Exception fault) when (Faults.IsOne(fault))
                {
                    cancellation.ThrowIfCancellationRequested();
                    troubles.Begin(broker.Place, $"{broker.Describe(fault)}; sources wait");
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the connection without ado: it is opened again when it is needed.</summary>
    public async ValueTask AbortAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is not { } connection)
            return;
        try
        {
            await connection.CloseAsync(Constants.ReplySuccess, "over", ToClose, abort: true).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (Faults.IsOne(fault))
        {
            // It is gone, which was asked for.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await AbortAsync().ConfigureAwait(false);
        _turn.Dispose();
    }
}
