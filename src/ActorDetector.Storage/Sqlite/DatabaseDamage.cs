using ActorDetector.Actors.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Keeps in mind that a part of the file was found damaged: it does not heal, and who asks for other parts does not meet it. Safe from any
/// thread.</summary>
/// <param name="path">The file.</param>
/// <param name="logger">Is told of the first.</param>
internal sealed partial class DatabaseDamage(string path, ILogger logger)
{
    private string? _found;

    /// <summary>What is wrong and what to do; null when no damage was met.</summary>
    public string? Found => Volatile.Read(ref _found);

    /// <summary>Keeps a damage that was met.</summary>
    /// <returns>What is to be thrown.</returns>
    public StoreException Met(SqliteException exception)
    {
        StoreException damaged = Faults.Damaged(exception, path);
        if (Interlocked.CompareExchange(ref _found, damaged.Message, null) is null)
            LogDamage(damaged.Message);
        return damaged;
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "Store: {Damage}")]
    private partial void LogDamage(string damage);
}
