using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Storage;

/// <summary>The store of one node: one SQLite file, owned by one process.</summary>
/// <remarks>One writer gathers what all shards commit into one transaction; readers have connections of their own. The whole file is not
/// checked when it is opened, which would take minutes for a large one: what shards go on from has a checksum in each row.</remarks>
public sealed partial class SqliteStore : IStore
{
    private readonly string _path;
    private readonly int _shards;
    private readonly StoreOptions _options;
    private readonly TimeProvider _time;
    private readonly DatabaseLock _lock;
    private readonly DatabaseDamage _damage;
    private readonly DatabaseWriter _writer;
    private readonly DatabaseReaders _readers;

    private SqliteStore(string path, int shards, StoreOptions options, TimeProvider time, ILogger logger, DatabaseLock @lock)
    {
        (_path, _shards, _options, _time, _lock) = (path, shards, options, time, @lock);
        _damage = new DatabaseDamage(path, logger);
        _writer = new DatabaseWriter(DatabaseFile.Open(path, shards), path, shards, _damage, time, logger);
        _readers = new DatabaseReaders(path, _damage);
    }

    /// <inheritdoc/>
    public string? Trouble => _writer.Trouble;

    /// <inheritdoc/>
    public string? Damage => _damage.Found;

    /// <inheritdoc/>
    public long Bytes => Length(_path) + Length(_path + "-wal");

    /// <summary>Anomalies that came again, told by their ids, and were not stored twice.</summary>
    public long RepeatedAnomalies => Interlocked.Read(ref _repeatedAnomalies);

    /// <summary>Opens a store, or makes it.</summary>
    /// <param name="path">Its file; its folder is made.</param>
    /// <param name="shards">How many shards the node has; fixed when the store is made.</param>
    /// <param name="options">How much it keeps.</param>
    /// <param name="time">Tells when sessions were closed, and when to try again.</param>
    /// <param name="logger">Is told of trouble.</param>
    /// <exception cref="StoreException">It is in use, damaged, of another program, of a newer version, of another number of shards, or cannot be
    /// opened; the message says what to do.</exception>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public static SqliteStore Open(string path, int shards, StoreOptions options, TimeProvider time, ILogger logger)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shards);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        string full = Path.GetFullPath(path);
        DatabaseLock owned = new(full);
        try
        {
            return new SqliteStore(full, shards, options, time, logger, owned);
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }

    /// <summary>Writes what still waits, unless it cannot be written now; syncs, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        // Whoever closes last tidies up SQLite's log, which a reader may not.
        _readers.Dispose();
        await _writer.DisposeAsync().ConfigureAwait(false);
        _lock.Dispose();
    }

    private static long Length(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? file.Length : 0;
    }
}
