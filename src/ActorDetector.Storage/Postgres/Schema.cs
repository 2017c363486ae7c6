namespace ActorDetector.Storage.Postgres;

/// <summary>The tables, as steps from one version to the next.</summary>
internal static class Schema
{
    /// <summary>The version that this program writes: that of the row of <c>actordetector</c>, the table that marks a database as a store.</summary>
    public static int Version => Steps.Count;

    /// <summary>The step at place i leads from version i to version i + 1; version 0 is an empty database.</summary>
    public static IReadOnlyList<string> Steps { get; } = [First];

    // What comes from outside may be longer than the 2.7 KB that an index takes, so it is found by its SHA-256.
    // The generation in the keys of passive sessions makes forgetting all of them one number, however many they are.
    // The running total of bytes makes the anomalies as cheap to bound as a log.
    // anomaly_numbers has one row, and numbers are taken from it under its lock, which is held until the commit: so numbers ascend in the order
    // of commits and have no gaps, and a sink that reads on by number skips none. A sequence has neither: what took a lower number may commit
    // later. An advisory lock would do too; the row is needed for the numbers anyhow, and is given back with a transaction that fails.
    // move_shard is the first of every commit: what it throws ends the whole transaction before it has changed anything, without a round trip.
    private const string First = $"""
        CREATE TABLE actordetector (version integer NOT NULL, shards integer NOT NULL);

        CREATE TABLE shards (shard integer PRIMARY KEY, epoch bigint NOT NULL, position bigint NOT NULL, generation bigint NOT NULL, attempt uuid);
        CREATE FUNCTION move_shard(taken integer, owned bigint, moved bigint, tried uuid) RETURNS void LANGUAGE plpgsql AS $body$
        BEGIN
            UPDATE shards SET position = moved, attempt = tried WHERE shard = taken AND epoch = owned AND attempt IS DISTINCT FROM tried;
            IF FOUND THEN
                RETURN;
            ELSIF EXISTS (SELECT FROM shards WHERE shard = taken AND epoch = owned) THEN
                RAISE 'this was committed before' USING ERRCODE = '{Faults.DoneBefore}';
            ELSE
                RAISE 'the shard has another owner' USING ERRCODE = '{Faults.StaleEpoch}';
            END IF;
        END
        $body$;

        CREATE TABLE parts (shard integer NOT NULL, name text NOT NULL, checksum bigint NOT NULL, content bytea NOT NULL, PRIMARY KEY (shard, name));
        CREATE TABLE deltas (shard integer NOT NULL, number bigint NOT NULL, checksum bigint NOT NULL, content bytea NOT NULL, PRIMARY KEY (shard, number));
        CREATE SEQUENCE producer_moves;
        CREATE TABLE producers (shard integer NOT NULL, producer bytea NOT NULL, position bigint NOT NULL, moved bigint NOT NULL);
        CREATE UNIQUE INDEX producers_key ON producers (shard, sha256(producer));
        CREATE TABLE counters (shard integer NOT NULL, source bytea NOT NULL, kind bytea NOT NULL, reason bytea NOT NULL, value bigint NOT NULL);
        CREATE UNIQUE INDEX counters_key ON counters (shard, sha256(source), kind, sha256(reason));

        CREATE TABLE passive (shard integer NOT NULL, generation bigint NOT NULL, entity bytea NOT NULL, seen bigint NOT NULL, used bigint NOT NULL,
            arrived bigint NOT NULL, checksum bigint NOT NULL, content bytea NOT NULL);
        CREATE UNIQUE INDEX passive_key ON passive (shard, generation, sha256(entity));
        CREATE INDEX passive_seen ON passive (shard, generation, seen);
        CREATE INDEX passive_arrived ON passive (shard, generation, arrived);
        CREATE INDEX passive_used ON passive (shard, generation, used);

        CREATE TABLE anomaly_numbers (last bigint NOT NULL, total bigint NOT NULL);
        INSERT INTO anomaly_numbers VALUES (0, 0);
        CREATE TABLE anomalies (number bigint PRIMARY KEY, id bytea NOT NULL, shard integer NOT NULL, log_position bigint NOT NULL, log_line integer NOT NULL,
            arrived bigint NOT NULL, entity bytea NOT NULL, kind integer NOT NULL, score double precision, total bigint NOT NULL, json bytea NOT NULL);
        CREATE UNIQUE INDEX anomalies_id ON anomalies (sha256(id));
        CREATE INDEX anomalies_entity ON anomalies (sha256(entity), number);
        CREATE INDEX anomalies_arrived ON anomalies (arrived);

        CREATE TABLE sessions (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stored bigint NOT NULL, session bytea NOT NULL,
            entity bytea NOT NULL, shard integer NOT NULL, events integer NOT NULL, closed bytea NOT NULL, last_time bigint NOT NULL);
        CREATE INDEX sessions_entity ON sessions (sha256(entity), number);
        CREATE INDEX sessions_stored ON sessions (stored);

        CREATE TABLE dead_letters (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, time bigint NOT NULL, actor bytea NOT NULL,
            message bytea NOT NULL, reason bytea NOT NULL);
        CREATE INDEX dead_letters_time ON dead_letters (time);
        CREATE TABLE models (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, version bytea NOT NULL, path bytea NOT NULL, since bigint NOT NULL,
            templates bytea NOT NULL);
        CREATE TABLE unseen (text bytea NOT NULL, lines bigint NOT NULL, first_seen bigint NOT NULL, last_seen bigint NOT NULL);
        CREATE UNIQUE INDEX unseen_key ON unseen (sha256(text));
        CREATE TABLE sinks (sink bytea PRIMARY KEY, number bigint NOT NULL);
        CREATE TABLE source_memory (source bytea NOT NULL, key bytea NOT NULL, value bytea NOT NULL);
        CREATE UNIQUE INDEX source_memory_key ON source_memory (source, sha256(key));

        CREATE TABLE attempts (attempt uuid PRIMARY KEY, made timestamptz NOT NULL DEFAULT now());
        """;
}
