using System.Collections.Concurrent;
using ActorDetector.Actors.Stores;
using Microsoft.Data.Sqlite;

namespace ActorDetector.Storage.Sqlite;

/// <summary>A few read-only connections, for those who read while the writer writes. Each reading is short, so that no checkpoint waits
/// long.</summary>
internal sealed class DatabaseReaders(string path, DatabaseDamage damage) : IDisposable
{
    private const int Most = 4;

    private readonly SemaphoreSlim _free = new(Most, Most);
    private readonly ConcurrentBag<Database> _idle = [];

    /// <summary>Reads; waits while all connections are in use.</summary>
    /// <exception cref="StoreException">The file is damaged or cannot be read.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<Database, T> reading, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Database database = _idle.TryTake(out Database? idle) ? idle : new Database(path, SqliteOpenMode.ReadOnly);
            try
            {
                return reading(database);
            }
            finally
            {
                _idle.Add(database);
            }
        }
        catch (SqliteException exception)
        {
            throw Faults.IsDamage(exception)
                ? damage.Met(exception)
                : new StoreException($"{path} cannot be read ({exception.Message}): look at its disk.", exception);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Closes the connections; nobody may read any more.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out Database? database))
            database.Dispose();
        _free.Dispose();
    }
}
