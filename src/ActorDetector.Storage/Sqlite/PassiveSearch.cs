using ActorDetector.Actors.Stores;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Finds passive sessions that are over.</summary>
internal static class PassiveSearch
{
    private const string Columns = "SELECT entity, seen, used, arrived, content, checksum FROM passive";
    private const string OfShard = "shard = ?1 AND generation = (SELECT generation FROM shards WHERE shard = ?1)";
    private const int FewTimesMost = 4;

    private const string CountSeen =
        $"SELECT count(*) FROM (SELECT 1 FROM passive INDEXED BY passive_seen WHERE {OfShard} AND seen < ?2 LIMIT ?3)";

    private const string CountArrived =
        $"SELECT count(*) FROM (SELECT 1 FROM passive INDEXED BY passive_arrived WHERE {OfShard} AND arrived < ?2 LIMIT ?3)";

    private const string OfFew = $"""
        {Columns} WHERE rowid IN (
            SELECT rowid FROM passive INDEXED BY passive_seen WHERE {OfShard} AND seen < ?2
            UNION SELECT rowid FROM passive INDEXED BY passive_arrived WHERE {OfShard} AND arrived < ?3)
        AND used > ?4 ORDER BY used LIMIT ?5
        """;

    private const string OfMany = $"""
        {Columns} INDEXED BY passive_used WHERE {OfShard} AND (seen < ?2 OR arrived < ?3) AND used > ?4 ORDER BY used LIMIT ?5
        """;

    /// <summary>The first by use, behind one, of those that were last seen, or arrived, before.</summary>
    /// <remarks>Where few are over, as nearly always, they are found by the indexes of their times and sorted; where many are, a walk through all
    /// in the order of use has enough of them soon.</remarks>
    public static List<PassiveSession> Before(Database database, int shard, long seen, long arrived, long after, int most, string path)
    {
        int few = FewTimesMost * most;
        bool areFew = database.Number(CountSeen, shard, seen, few) < few && database.Number(CountArrived, shard, arrived, few) < few;
        return database.Query(areFew ? OfFew : OfMany, row => row.Passive(shard, path), shard, seen, arrived, after, most);
    }
}
