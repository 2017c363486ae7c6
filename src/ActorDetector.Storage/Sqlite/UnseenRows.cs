using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Rows;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Counts unseen templates. Those with the fewest lines give way at once: a flood of new ones must not fill the disk, nor push out what
/// is frequent.</summary>
internal static class UnseenRows
{
    /// <summary>Adds to the counts.</summary>
    public static void Add(Database database, IReadOnlyList<UnseenCount> counts, int most)
    {
        foreach (UnseenCount count in counts)
        {
            database.Execute(
                """
                INSERT INTO unseen (text, lines, first_seen, last_seen) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (text) DO UPDATE SET lines = lines + excluded.lines,
                    first_seen = min(first_seen, excluded.first_seen), last_seen = max(last_seen, excluded.last_seen)
                """,
                Texts.Bytes(count.Text), count.Lines, count.FirstSeen, count.LastSeen);
        }

        long above = (database.Number("SELECT count(*) FROM unseen") ?? 0) - most;
        if (above > 0)
            database.Execute("DELETE FROM unseen WHERE text IN (SELECT text FROM unseen ORDER BY lines, last_seen, text LIMIT ?1)", above);
    }

    /// <summary>The most frequent.</summary>
    public static List<UnseenCount> Find(Database database, int most) => database.Query(
        "SELECT text, lines, first_seen, last_seen FROM unseen ORDER BY lines DESC, text LIMIT ?1",
        row => new UnseenCount(row.Text(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), most);
}
