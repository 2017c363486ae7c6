using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using ActorDetector.Storage.Rows;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Writes what one commit of a shard changes.</summary>
internal static class ShardRows
{
    /// <summary>Writes a commit; tells how many of its anomalies were stored before.</summary>
    /// <exception cref="StaleEpochException">Another owner has taken the shard; nothing was written.</exception>
    public static int Apply(Database database, ShardCommit commit, long now, int mostDeadLetters)
    {
        int shard = commit.Shard;
        // First of all: a stale owner's commit ends here, before it has changed anything.
        long generation = database.Number(
            "UPDATE shards SET position = ?1 WHERE shard = ?2 AND epoch = ?3 RETURNING generation", commit.Position, shard, commit.Epoch) ?? throw new StaleEpochException(shard, commit.Epoch);
        foreach (CheckpointPart part in commit.Parts)
            database.Execute("REPLACE INTO parts (shard, name, checksum, content) VALUES (?1, ?2, ?3, ?4)", shard, part.Name, Checksum.Of(part), part.Content);
        ApplyDeltas(database, commit);
        ApplyPassive(database, commit, generation);
        foreach (string producer in commit.ForgottenProducers)
            database.Execute("DELETE FROM producers WHERE shard = ?1 AND producer = ?2", shard, Texts.Bytes(producer));
        foreach ((string producer, long position) in commit.Producers)
            database.Execute("REPLACE INTO producers (shard, producer, position) VALUES (?1, ?2, ?3)", shard, Texts.Bytes(producer), position);
        foreach ((CounterKey key, long value) in commit.Counters)
        {
            database.Execute(
                "REPLACE INTO counters (shard, source, kind, reason, value) VALUES (?1, ?2, ?3, ?4, ?5)",
                shard, Texts.Bytes(key.Source), Texts.Bytes(key.Kind), Texts.Bytes(key.Reason), value);
        }

        foreach (ClosedSession closed in commit.Closed)
            Add(database, closed, now);
        DeadLetterRows.Add(database, commit.DeadLetters, mostDeadLetters);
        return commit.Anomalies.Count(anomaly => !TryAdd(database, anomaly, shard));
    }

    private static void ApplyDeltas(Database database, ShardCommit commit)
    {
        if (commit.FirstDelta > 0)
            database.Execute("DELETE FROM deltas WHERE shard = ?1 AND number < ?2", commit.Shard, commit.FirstDelta);
        if (commit.Delta is { } delta)
        {
            database.Execute(
                "INSERT INTO deltas (shard, number, checksum, content) VALUES (?1, ?2, ?3, ?4)", commit.Shard, delta.Number, Checksum.Of(delta), delta.Content);
        }
    }

    private static void ApplyPassive(Database database, ShardCommit commit, long generation)
    {
        foreach (byte[] entity in commit.Activated)
            database.Execute("DELETE FROM passive WHERE shard = ?1 AND generation = ?2 AND entity = ?3", commit.Shard, generation, entity);
        foreach (PassiveSession session in commit.Passivated)
        {
            database.Execute(
                "REPLACE INTO passive (shard, generation, entity, seen, used, arrived, checksum, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                commit.Shard, generation, session.Entity, session.Seen, session.Used, session.Arrived, Checksum.Of(session), session.Content);
        }
    }

    private static bool TryAdd(Database database, StoredAnomaly stored, int shard)
    {
        Anomaly anomaly = stored.Anomaly;
        byte[] json = AnomalyJson.ToBytes(anomaly);
        return 1 == database.Execute(
            """
            INSERT INTO anomalies (id, shard, log_position, log_line, arrived, entity, kind, score, total, json)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 + coalesce((SELECT total FROM anomalies ORDER BY number DESC LIMIT 1), 0), ?10
            WHERE NOT EXISTS (SELECT 1 FROM anomalies WHERE id = ?1)
            """,
            Texts.Bytes(anomaly.Id), shard, stored.LogPosition, stored.LogLine, stored.Arrived, Texts.Bytes(anomaly.Entity), (int)anomaly.Kind,
            double.IsNaN(anomaly.Score) ? null : anomaly.Score, Bounds.AnomalyRowBytes + json.Length, json);
    }

    private static void Add(Database database, ClosedSession closed, long now) => database.Execute(
        "INSERT INTO sessions (stored, session, entity, shard, events, closed, last_time) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        now, Texts.Bytes(closed.Session), Texts.Bytes(closed.Entity), closed.Shard, closed.Events, Texts.Bytes(closed.Closed), closed.LastTime);
}
