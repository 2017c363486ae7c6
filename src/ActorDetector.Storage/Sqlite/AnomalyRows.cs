using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using Microsoft.Data.Sqlite;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Reads anomalies.</summary>
internal static class AnomalyRows
{
    private const string Columns = "SELECT number, shard, log_position, log_line, arrived, json FROM anomalies";

    private const string Conditions = """
        (?1 IS NULL OR number < ?1) AND (?2 IS NULL OR arrived >= ?2) AND (?3 IS NULL OR arrived < ?3) AND (?4 IS NULL OR kind = ?4) AND (?5 IS NULL OR score >= ?5)
        """;

    private const string OfEntity = $"{Columns} INDEXED BY anomalies_entity WHERE entity = ?7 AND {Conditions} ORDER BY number DESC LIMIT ?6";

    private const string OfAll = $"""
        {Columns} WHERE number IN (SELECT number FROM anomalies INDEXED BY anomalies_scan WHERE {Conditions} ORDER BY number DESC LIMIT ?6)
        ORDER BY number DESC
        """;

    // As they are read they take some three times as many.
    private const long MostBytes = 8 << 20;

    /// <summary>A page, newest first.</summary>
    public static List<StoredAnomaly> Find(Database database, AnomalyQuery query, int most)
    {
        object?[] values = [query.Before, query.From, query.Until, (int?)query.Kind, query.LeastScore, most];
        return query.Entity is { } entity
            ? database.Query(OfEntity, Read, BytesOf, MostBytes, [.. values, Sqlite.Columns.Bytes(entity)])
            : database.Query(OfAll, Read, BytesOf, MostBytes, values);
    }

    /// <summary>The anomaly of an id, or null.</summary>
    public static StoredAnomaly? Find(Database database, string id) =>
        database.Query($"{Columns} WHERE id = ?1", Read, Sqlite.Columns.Bytes(id)).SingleOrDefault();

    /// <summary>Those above a number, oldest first.</summary>
    public static List<StoredAnomaly> After(Database database, long number, int most) =>
        database.Query($"{Columns} WHERE number > ?1 ORDER BY number LIMIT ?2", Read, BytesOf, MostBytes, number, most);

    private static long BytesOf(SqliteDataReader row) => row.GetBytes(5, 0, null, 0, 0);

    private static StoredAnomaly Read(SqliteDataReader row)
    {
        try
        {
            return new StoredAnomaly(row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.GetInt32(3), row.GetInt64(4), AnomalyJson.Read(row.Bytes(5)));
        }
        catch (FormatException exception)
        {
            throw new StoreException($"Anomaly {row.GetInt64(0)} in the store is damaged: {exception.Message} Look at the disk; put a copy from before in the store's place.", exception);
        }
    }
}
