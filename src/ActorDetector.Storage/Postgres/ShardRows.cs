using ActorDetector.Actors.Stores;
using ActorDetector.Detection;
using ActorDetector.Storage.Rows;

namespace ActorDetector.Storage.Postgres;

/// <summary>What one commit of a shard changes, as statements: many rows of a kind are one statement of arrays.</summary>
internal static class ShardRows
{
    private const string Generation = "(SELECT generation FROM shards WHERE shard = $1)";

    // The lock comes in a statement of its own, so that the next one sees what was committed by those who had it before.
    private const string LockNumbers = "SELECT FROM anomaly_numbers FOR UPDATE";

    private const string AddAnomalies = """
        WITH fresh AS (
            SELECT *, row_number() OVER (ORDER BY place) AS nth, sum($10 + octet_length(json)) OVER (ORDER BY place) AS bytes FROM (
                SELECT DISTINCT ON (id) * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9) WITH ORDINALITY
                    AS given (id, log_position, log_line, arrived, entity, kind, score, json, place) ORDER BY id, place) AS once
            WHERE NOT EXISTS (SELECT FROM anomalies WHERE sha256(anomalies.id) = sha256(once.id))),
        added AS (
            INSERT INTO anomalies (number, id, shard, log_position, log_line, arrived, entity, kind, score, total, json)
            SELECT last + nth, id, $1, log_position, log_line, arrived, entity, kind, score, total + bytes, json FROM fresh, anomaly_numbers)
        UPDATE anomaly_numbers SET last = last + (SELECT count(*) FROM fresh), total = total + coalesce((SELECT max(bytes) FROM fresh), 0)
        """;

    /// <summary>The statements of a commit, its check first.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="attempt">The same each time that it is tried: tells a commit that was done before.</param>
    /// <param name="now">When: ticks UTC.</param>
    /// <param name="mostDeadLetters">Dead letters that are kept.</param>
    public static List<Statement> Of(ShardCommit commit, Guid attempt, long now, int mostDeadLetters)
    {
        int shard = commit.Shard;
        List<Statement> all = [new("SELECT move_shard($1, $2, $3, $4)", shard, commit.Epoch, commit.Position, attempt)];
        AddParts(all, commit);
        AddPassive(all, commit);
        AddProducers(all, commit);
        if (commit.Counters.Count > 0)
        {
            all.Add(new(
                """
                INSERT INTO counters (shard, source, kind, reason, value) SELECT $1, * FROM unnest($2, $3, $4, $5)
                ON CONFLICT (shard, sha256(source), kind, sha256(reason)) DO UPDATE SET value = excluded.value
                """,
                shard, Each(commit.Counters, counter => Texts.Bytes(counter.Key.Source)), Each(commit.Counters, counter => Texts.Bytes(counter.Key.Kind)),
                Each(commit.Counters, counter => Texts.Bytes(counter.Key.Reason)), Each(commit.Counters, counter => counter.Value)));
        }

        if (commit.Closed.Count > 0)
        {
            all.Add(new(
                "INSERT INTO sessions (stored, session, entity, shard, events, closed, last_time) SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7)",
                now, Each(commit.Closed, closed => Texts.Bytes(closed.Session)), Each(commit.Closed, closed => Texts.Bytes(closed.Entity)),
                Each(commit.Closed, closed => closed.Shard), Each(commit.Closed, closed => closed.Events),
                Each(commit.Closed, closed => Texts.Bytes(closed.Closed)), Each(commit.Closed, closed => closed.LastTime)));
        }

        all.AddRange(DeadLetters(commit.DeadLetters, mostDeadLetters));
        // Last, since their lock keeps others who have found something waiting.
        AddFound(all, commit);
        return all;
    }

    /// <summary>The statements that add dead letters, the oldest giving way at once: a flood of them must not fill the disk.</summary>
    public static IEnumerable<Statement> DeadLetters(IReadOnlyList<DeadLetter> letters, int most)
    {
        if (letters.Count == 0)
            yield break;
        yield return new(
            "INSERT INTO dead_letters (time, actor, message, reason) SELECT * FROM unnest($1, $2, $3, $4)",
            Each(letters, letter => letter.Time), Each(letters, letter => Texts.Bytes(letter.Actor, Bounds.DeadLetterCharacters)),
            Each(letters, letter => Texts.Bytes(letter.Message, Bounds.DeadLetterCharacters)), Each(letters, letter => Texts.Bytes(letter.Reason, Bounds.DeadLetterCharacters)));
        yield return new("DELETE FROM dead_letters WHERE number <= (SELECT max(number) FROM dead_letters) - $1", most);
    }

    private static void AddParts(List<Statement> all, ShardCommit commit)
    {
        foreach (CheckpointPart part in commit.Parts)
        {
            all.Add(new(
                """
                INSERT INTO parts (shard, name, checksum, content) VALUES ($1, $2, $3, $4)
                ON CONFLICT (shard, name) DO UPDATE SET checksum = excluded.checksum, content = excluded.content
                """,
                commit.Shard, part.Name, Checksum.Of(part), part.Content));
        }

        if (commit.FirstDelta > 0)
            all.Add(new("DELETE FROM deltas WHERE shard = $1 AND number < $2", commit.Shard, commit.FirstDelta));
        if (commit.Delta is { } delta)
            all.Add(new("INSERT INTO deltas (shard, number, checksum, content) VALUES ($1, $2, $3, $4)", commit.Shard, delta.Number, Checksum.Of(delta), delta.Content));
    }

    private static void AddPassive(List<Statement> all, ShardCommit commit)
    {
        if (commit.Activated.Count > 0)
        {
            all.Add(new(
                $"DELETE FROM passive WHERE shard = $1 AND generation = {Generation} AND sha256(entity) IN (SELECT sha256(gone) FROM unnest($2) AS gone)",
                commit.Shard, commit.Activated.ToArray()));
        }

        if (commit.Passivated.Count > 0)
        {
            all.Add(new(
                $"""
                INSERT INTO passive (shard, generation, entity, seen, used, arrived, checksum, content)
                SELECT $1, {Generation}, * FROM unnest($2, $3, $4, $5, $6, $7)
                ON CONFLICT (shard, generation, sha256(entity)) DO UPDATE SET seen = excluded.seen, used = excluded.used, arrived = excluded.arrived,
                    checksum = excluded.checksum, content = excluded.content
                """,
                commit.Shard, Each(commit.Passivated, session => session.Entity), Each(commit.Passivated, session => session.Seen),
                Each(commit.Passivated, session => session.Used), Each(commit.Passivated, session => session.Arrived),
                Each(commit.Passivated, Checksum.Of), Each(commit.Passivated, session => session.Content)));
        }
    }

    private static void AddProducers(List<Statement> all, ShardCommit commit)
    {
        if (commit.ForgottenProducers.Count > 0)
        {
            all.Add(new(
                "DELETE FROM producers WHERE shard = $1 AND sha256(producer) IN (SELECT sha256(gone) FROM unnest($2) AS gone)",
                commit.Shard, Each(commit.ForgottenProducers, Texts.Bytes)));
        }

        if (commit.Producers.Count > 0)
        {
            all.Add(new(
                """
                INSERT INTO producers (shard, producer, position, moved)
                SELECT $1, producer, position, nextval('producer_moves') FROM unnest($2, $3) AS given (producer, position)
                ON CONFLICT (shard, sha256(producer)) DO UPDATE SET position = excluded.position, moved = excluded.moved
                """,
                commit.Shard, Each(commit.Producers, producer => Texts.Bytes(producer.Key)), Each(commit.Producers, producer => producer.Value)));
        }
    }

    private static void AddFound(List<Statement> all, ShardCommit commit)
    {
        IReadOnlyList<StoredAnomaly> found = commit.Anomalies;
        if (found.Count == 0)
            return;
        all.Add(new(LockNumbers));
        all.Add(new(
            AddAnomalies, commit.Shard, Each(found, stored => Texts.Bytes(stored.Anomaly.Id)), Each(found, stored => stored.LogPosition),
            Each(found, stored => stored.LogLine), Each(found, stored => stored.Arrived), Each(found, stored => Texts.Bytes(stored.Anomaly.Entity)),
            Each(found, stored => (int)stored.Anomaly.Kind), Each(found, stored => double.IsNaN(stored.Anomaly.Score) ? (double?)null : stored.Anomaly.Score),
            Each(found, stored => AnomalyJson.ToBytes(stored.Anomaly)), Bounds.AnomalyRowBytes));
    }

    private static TValue[] Each<T, TValue>(IReadOnlyList<T> items, Func<T, TValue> value) => [.. items.Select(value)];
}
