using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Reads anomalies.</summary>
internal static class AnomalyRows
{
    private const string Columns = $"SELECT {AnomalyRow.Columns} FROM anomalies";

    private const string Conditions = """
        (?1 IS NULL OR number < ?1) AND (?2 IS NULL OR arrived >= ?2) AND (?3 IS NULL OR arrived < ?3) AND (?4 IS NULL OR kind = ?4) AND (?5 IS NULL OR score >= ?5)
        """;

    private const string OfEntity = $"{Columns} INDEXED BY anomalies_entity WHERE entity = ?7 AND {Conditions} ORDER BY number DESC LIMIT ?6";

    private const string OfAll = $"""
        {Columns} WHERE number IN (SELECT number FROM anomalies INDEXED BY anomalies_scan WHERE {Conditions} ORDER BY number DESC LIMIT ?6)
        ORDER BY number DESC
        """;

    /// <summary>A page, newest first.</summary>
    public static List<StoredAnomaly> Find(Database database, AnomalyQuery query, int most)
    {
        object?[] values = [query.Before, query.From, query.Until, (int?)query.Kind, query.LeastScore, most];
        return query.Entity is { } entity
            ? database.Query(OfEntity, AnomalyRow.Read, BytesOf, Bounds.AnomalyBytes, [.. values, Texts.Bytes(entity)])
            : database.Query(OfAll, AnomalyRow.Read, BytesOf, Bounds.AnomalyBytes, values);
    }

    /// <summary>The anomaly of an id, or null.</summary>
    public static StoredAnomaly? Find(Database database, string id) =>
        database.Query($"{Columns} WHERE id = ?1", AnomalyRow.Read, Texts.Bytes(id)).SingleOrDefault();

    /// <summary>Those above a number, oldest first.</summary>
    public static List<StoredAnomaly> After(Database database, long number, int most) =>
        database.Query($"{Columns} WHERE number > ?1 ORDER BY number LIMIT ?2", AnomalyRow.Read, BytesOf, Bounds.AnomalyBytes, number, most);

    private static long BytesOf(SqliteDataReader row) => row.GetBytes(5, 0, null, 0, 0);
}
