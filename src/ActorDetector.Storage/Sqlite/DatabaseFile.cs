using ActorDetector.Actors.Stores;
using Microsoft.Data.Sqlite;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Opens a store's file for writing: makes it when it is new, moves it to this version, refuses what it must not touch.</summary>
internal static class DatabaseFile
{
    /// <summary>Opens it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shards">The number of shards that the node has.</param>
    /// <exception cref="StoreException">It is of another program, of a newer version, of another number of shards, damaged, or cannot be
    /// opened.</exception>
    public static Database Open(string path, int shards)
    {
        try
        {
            Database database = new(path, SqliteOpenMode.ReadWriteCreate);
            try
            {
                Prepare(database, path, shards);
                return database;
            }
            catch
            {
                database.Dispose();
                throw;
            }
        }
        catch (SqliteException exception) when (Faults.IsDamage(exception))
        {
            throw Faults.Damaged(exception, path);
        }
        catch (SqliteException exception)
        {
            throw new StoreException($"{path} cannot be opened as a store ({exception.Message}): look at its disk, and at the rights of the file and its folder.", exception);
        }
    }

    private static void Prepare(Database database, string path, int shards)
    {
        long version = Check(database, path);
        // Nothing was written up to here: the file is ours, or empty.
        if (version < Schema.Version)
            Upgrade(database, (int)version, shards);
        // synchronous=NORMAL: a commit is in the operating system's hands, safe from this process's end; a power cut may take what came after the
        // last checkpoint, which is replayed from the shard log.
        database.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;");
        // Checkpoints are the writer's, by time; SQLite's own, by pages of 4 KiB, bounds the log file between them.
        database.Run("PRAGMA wal_autocheckpoint = 4096; PRAGMA journal_size_limit = 67108864;");
        long stored = database.Number("SELECT value FROM settings WHERE name = 'shards'") ?? 0;
        if (stored != shards)
            throw new StoreException($"{path} was made for {stored} shards, not for {shards}: start with {stored} shards, or with another data folder.");
    }

    private static long Check(Database database, string path)
    {
        long application = database.Number("PRAGMA application_id") ?? 0;
        long version = database.Number("PRAGMA user_version") ?? 0;
        bool isNew = application == 0 && version == 0 && database.Number("SELECT count(*) FROM sqlite_master") == 0;
        if (!isNew && application != Schema.ApplicationId)
            throw new StoreException($"{path} is an SQLite file of another program (application id {application}): it was left as it is; give another data folder.");
        if (version > Schema.Version)
            throw new StoreException($"{path} is of version {version}, and this program knows versions up to {Schema.Version}: start a newer program, or give another data folder.");
        return version;
    }

    private static void Upgrade(Database database, int version, int shards)
    {
        database.Run("BEGIN IMMEDIATE");
        foreach (string step in Schema.Steps.Skip(version))
            database.Run(step);
        if (version == 0)
        {
            database.Execute("INSERT INTO settings (name, value) VALUES ('shards', ?1)", shards);
            database.Run($"PRAGMA application_id = {Schema.ApplicationId}");
        }

        database.Run($"PRAGMA user_version = {Schema.Version}");
        database.Run("COMMIT");
    }
}
