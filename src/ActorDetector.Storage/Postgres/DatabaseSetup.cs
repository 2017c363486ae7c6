using ActorDetector.Actors.Stores;
using Npgsql;

namespace ActorDetector.Storage.Postgres;

/// <summary>Makes a store's tables in an empty database, moves them to this version, refuses what it must not touch.</summary>
internal static class DatabaseSetup
{
    // Keeps two that start at once from making the same tables: "ActD".
    private const string Lock = "SELECT pg_advisory_xact_lock(1097036868)";

    /// <summary>Prepares a database.</summary>
    /// <param name="connection">To the database.</param>
    /// <param name="place">Names it in messages.</param>
    /// <param name="shards">The number of shards that the node has.</param>
    /// <returns>What is unsafe in the server's settings; null when nothing is.</returns>
    /// <exception cref="StoreException">It is of another program, of a newer version, of another number of shards, or does not keep what it was told to.</exception>
    public static async Task<string?> PrepareAsync(NpgsqlConnection connection, string place, int shards)
    {
        (string? schema, string synchronous, string fsync) = (await connection.QueryAsync(
            new("SELECT current_schema()::text, current_setting('synchronous_commit'), current_setting('fsync')"),
            row => (row.IsDBNull(0) ? null : row.GetString(0), row.GetString(1), row.GetString(2))).ConfigureAwait(false))[0];
        if (synchronous == "off")
            throw new StoreException($"{place} has synchronous_commit off: it would lose what it has told to be stored when its power fails. Set it for this user: ALTER ROLE … SET synchronous_commit = on.");
        if (schema is null)
            throw new StoreException($"{place} has no schema for this user's tables: CREATE SCHEMA there, or give another Search Path in --postgres.");
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await connection.ExecuteAsync(new Statement(Lock)).ConfigureAwait(false);
        int version = await CheckAsync(connection, place).ConfigureAwait(false);
        // Nothing was written up to here: the tables are ours, or there are none.
        foreach (string step in Schema.Steps.Skip(version))
            await RunAsync(connection, step).ConfigureAwait(false);
        if (version == 0)
            await connection.ExecuteAsync(new Statement("INSERT INTO actordetector (version, shards) VALUES ($1, $2)", Schema.Version, shards)).ConfigureAwait(false);
        else if (version < Schema.Version)
            await connection.ExecuteAsync(new Statement("UPDATE actordetector SET version = $1", Schema.Version)).ConfigureAwait(false);
        int stored = (await connection.QueryAsync(new("SELECT shards FROM actordetector"), row => row.GetInt32(0)).ConfigureAwait(false))[0];
        if (stored != shards)
            throw new StoreException($"{place} was made for {stored} shards, not for {shards}: start with {stored} shards, or with another database.");
        await transaction.CommitAsync().ConfigureAwait(false);
        return fsync == "off" ? $"{place} has fsync off: what it has stored may be damaged when its power fails. Turn it on in postgresql.conf." : null;
    }

    private static async Task<int> CheckAsync(NpgsqlConnection connection, string place)
    {
        List<string> tables = await connection.QueryAsync(
            new("SELECT relname::text FROM pg_class WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY relname"),
            row => row.GetString(0)).ConfigureAwait(false);
        if (tables.Count == 0)
            return 0;
        if (!tables.Contains("actordetector") || !tables.Contains("shards"))
            throw new StoreException($"{place} has tables of another program ({string.Join(", ", tables.Take(3))}): it was left as it is; give an empty database, or another Search Path in --postgres.");
        int version = (await connection.QueryAsync(new("SELECT version FROM actordetector"), row => row.GetInt32(0)).ConfigureAwait(false)).FirstOrDefault();
        return version >= 1 && version <= Schema.Version
            ? version
            : throw new StoreException($"{place} is of version {version}, and this program knows versions up to {Schema.Version}: start a newer program, or give another database.");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // A step of the schema.
        await using NpgsqlCommand command = new(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
