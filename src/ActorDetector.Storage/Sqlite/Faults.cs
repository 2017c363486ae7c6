using ActorDetector.Actors.Stores;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorDetector.Storage.Sqlite;

/// <summary>What errors of SQLite mean for the store.</summary>
internal static class Faults
{
    /// <summary>Whether the cause may pass, so that the same may work later: a full disk, a lock, a disk that is read-only or away.</summary>
    public static bool MayPass(SqliteException exception) => exception.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY
        or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM or raw.SQLITE_PERM;

    /// <summary>Whether the file does not hold what it must.</summary>
    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>What is wrong with a store, and what to do.</summary>
    public static string Describe(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => $"no space left for {path}: free some on its disk; nothing is lost, sources wait",
        raw.SQLITE_READONLY => $"{path} cannot be written, it is read-only: make it and its folder writable; nothing is lost, sources wait",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"{path} is locked by another program: end that program; nothing is lost, sources wait",
        _ => $"{path} cannot be written ({exception.Message}): look at its disk and at the rights of its folder; nothing is lost, sources wait",
    };

    /// <summary>The file is damaged.</summary>
    public static StoreException Damaged(SqliteException exception, string path) => new(
        $"{path} is damaged ({exception.Message}). {Remedy(path)}", exception)
    {
        IsDamage = true,
    };

    /// <summary>A row does not have the checksum that it was stored with.</summary>
    public static StoreException DamagedRow(string what, int shard, string path) => new(
        $"{path}: {what} of shard {shard} is damaged, its checksum does not hold. {Remedy(path)}")
    {
        IsDamage = true,
    };

    private static string Remedy(string path) =>
        $"Put a copy from before in its place, or move {path} away to begin without what was known; look at the disk first.";
}
