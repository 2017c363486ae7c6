using System.Net.Sockets;
using System.Security.Authentication;
using ActorDetector.Actors.Stores;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ActorDetector.Storage.Postgres;

/// <summary>A few connections for those who write and for those who read, and what is wrong with them. Safe from any thread.</summary>
internal sealed partial class Connections : IAsyncDisposable
{
    private const int MostWriting = 8;
    private const int MostReading = 4;

    /// <summary>Connections that are open at once.</summary>
    public const int Most = MostWriting + MostReading;

    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _writing = new(MostWriting, MostWriting);
    private readonly SemaphoreSlim _reading = new(MostReading, MostReading);
    private readonly CancellationTokenSource _stop = new();
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private string? _trouble;
    private string? _damage;

    /// <summary>Connections of a source, which this then owns.</summary>
    /// <param name="source">Opens them.</param>
    /// <param name="place">Names the database in messages.</param>
    /// <param name="time">Tells when to try again.</param>
    /// <param name="logger">Is told of trouble.</param>
    public Connections(NpgsqlDataSource source, string place, TimeProvider time, ILogger logger) =>
        (_source, Place, _time, _logger) = (source, place, time, logger);

    /// <summary>Names the database in messages.</summary>
    public string Place { get; }

    /// <summary>What is wrong and what to do; null when all is well.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>What was found damaged, and what to do; null when nothing was.</summary>
    public string? Damage => Volatile.Read(ref _damage);

    /// <summary>Works until it is done: waits, and tries again, while the database cannot be used for a cause that may pass.</summary>
    /// <param name="work">Writes in one transaction, or reads what a shard needs. Is called again when it is not known whether it was done.</param>
    /// <param name="cancellation">Gives up before the work begins, and between two attempts, of which the last one may have been done when its
    /// answer was lost.</param>
    /// <exception cref="StoreException">The database is damaged, or refuses the statement.</exception>
    public async Task<T> PersistAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        await _writing.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            for (TimeSpan delay = ShortestDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
            {
                try
                {
                    return await TryAsync(work, CancellationToken.None).ConfigureAwait(false);
                }
                catch (NpgsqlException exception) when (Faults.MayPass(exception))
                {
                    BeginTrouble(exception);
                }
                catch (NpgsqlException exception) when (exception.SqlState is not (Faults.StaleEpoch or Faults.DoneBefore))
                {
                    throw Meant(exception);
                }

                await Task.Delay(delay, _time, either.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Reads for somebody who does not wait: once more when a connection was broken, which is how the end of a server is noticed.</summary>
    /// <exception cref="StoreException">The database cannot be read.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> reading, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            try
            {
                return await TryAsync(reading, cancellation).ConfigureAwait(false);
            }
            catch (NpgsqlException exception) when (Faults.MayPass(exception))
            {
                return await TryAsync(reading, cancellation).ConfigureAwait(false);
            }
        }
        catch (NpgsqlException exception)
        {
            throw Meant(exception);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Waits for what is being done, for nothing that must be tried again, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        for (int i = 0; i < MostWriting; i++)
            await _writing.WaitAsync().ConfigureAwait(false);
        for (int i = 0; i < MostReading; i++)
            await _reading.WaitAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task<T> TryAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await using NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            T result = await work(connection).ConfigureAwait(false);
            EndTrouble();
            return result;
        }
        catch (NpgsqlException exception) when (exception is not PostgresException)
        {
            // The others of the pool are most likely broken too.
            _source.Clear();
            throw;
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException or AuthenticationException)
        {
            throw new NpgsqlException(exception.Message, exception);
        }
    }

    private StoreException Meant(NpgsqlException exception)
    {
        if (!Faults.IsDamage(exception))
            return new StoreException($"{Faults.Describe(exception, Place)}.", exception);
        StoreException damaged = Faults.Damaged(exception, Place);
        if (Interlocked.CompareExchange(ref _damage, damaged.Message, null) is null)
            LogDamage(damaged.Message);
        return damaged;
    }

    private void BeginTrouble(NpgsqlException exception)
    {
        string text = Faults.Describe(exception, Place) + "; nothing is lost, sources wait";
        if (Interlocked.Exchange(ref _trouble, text) != text)
            LogTrouble(text);
    }

    private void EndTrouble()
    {
        if (Trouble is not null && Interlocked.Exchange(ref _trouble, null) is not null)
            LogTroubleOver(Place);
    }
}
