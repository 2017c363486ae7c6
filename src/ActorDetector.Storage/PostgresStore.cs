using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Models;
using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ActorDetector.Storage;

/// <summary>The store in a PostgreSQL database.</summary>
/// <remarks>A commit of a shard is one transaction and one round trip; commits of different shards run side by side. Whoever takes a shard raises
/// its epoch in the database, whatever process has it then. What shards go on from has a checksum in each row.</remarks>
public sealed partial class PostgresStore : IStore, IClusterStore, IBundleStore
{
    private readonly Connections _connections;
    private readonly Connections _clusterConnections;
    private readonly ShardOwner _owner;
    private readonly int _shards;
    private readonly StoreOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim[] _turns;
    private readonly long[] _durable;
    private long _bytes;

    private PostgresStore(Connections connections, Connections clusterConnections, int shards, StoreOptions options, TimeProvider time, ShardOwner owner)
    {
        (_connections, _clusterConnections, _shards, _options, _time, _owner) = (connections, clusterConnections, shards, options, time, owner);
        _turns = [.. Enumerable.Range(0, shards).Select(_ => new SemaphoreSlim(1, 1))];
        _durable = new long[shards];
    }

    /// <inheritdoc/>
    public string? Trouble => _connections.Trouble;

    /// <inheritdoc/>
    public string? Damage => _connections.Damage;

    /// <inheritdoc/>
    /// <remarks>As of the start, or of the last time that what is too old was deleted.</remarks>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Opens a store, or makes its tables in an empty database.</summary>
    /// <param name="database">Which database.</param>
    /// <param name="password">The value of <see cref="PostgresOptions.PasswordVariable"/>; null for none.</param>
    /// <param name="shards">How many shards the node has; fixed when the store is made.</param>
    /// <param name="options">How much it keeps.</param>
    /// <param name="time">Tells when sessions were closed, and when to try again.</param>
    /// <param name="logger">Is told of trouble.</param>
    /// <param name="owner">Who takes shards; null for one node without a cluster.</param>
    /// <exception cref="StoreException">It cannot be reached or used, is of another program, of a newer version, or of another number of shards; the
    /// message says what to do.</exception>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="IOException">The file with the password cannot be read.</exception>
    public static async Task<PostgresStore> OpenAsync(
        PostgresOptions database, string? password, int shards, StoreOptions options, TimeProvider time, ILogger logger, ShardOwner? owner = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shards);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(database, new ValidationContext(database), validateAllProperties: true);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        NpgsqlConnectionStringBuilder connection = database.ToConnectionString(password);
        string place = $"PostgreSQL database {connection.Database} on {connection.Host}";
        PostgresStore store = new(
            new Connections(NpgsqlDataSource.Create(connection), place, time, logger),
            new Connections(NpgsqlDataSource.Create(ForCluster(connection)), place, time, logger), shards, options, time, owner ?? new ShardOwner("", Guid.Empty));
        try
        {
            string? unsafely = await store._connections.ReadAsync(reading => DatabaseSetup.PrepareAsync(reading, place, shards), CancellationToken.None).ConfigureAwait(false);
            if (unsafely is not null)
                LogUnsafe(logger, unsafely);
            await store.MeasureAsync(CancellationToken.None).ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for what is being written, unless it cannot be written now, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _connections.DisposeAsync().ConfigureAwait(false);
        await _clusterConnections.DisposeAsync().ConfigureAwait(false);
        foreach (SemaphoreSlim turn in _turns)
            turn.Dispose();
    }

    private ValueTask<List<T>> QueryAsync<T>(Statement query, Func<System.Data.Common.DbDataReader, T> row, CancellationToken cancellation) =>
        _connections.ReadAsync(connection => connection.QueryAsync(query, row, cancellation), cancellation);

    /// <summary>Executes statements in one transaction.</summary>
    private Task<int> ExecuteAsync(CancellationToken cancellation, params IEnumerable<Statement> statements) =>
        _connections.PersistAsync(connection => connection.ExecuteAsync(statements), cancellation);

    private async Task MeasureAsync(CancellationToken cancellation)
    {
        List<long> bytes = await QueryAsync(
            new("SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relkind = 'r'"),
            row => row.GetInt64(0), cancellation).ConfigureAwait(false);
        Volatile.Write(ref _bytes, bytes[0]);
    }

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "Store: {Trouble}")]
    private static partial void LogUnsafe(ILogger logger, string trouble);
}
