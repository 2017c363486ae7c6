namespace ActorDetector.Storage.Postgres;

/// <summary>The tables, as steps from one version to the next.</summary>
internal static class Schema
{
    /// <summary>The version that this program writes: that of the row of <c>actordetector</c>, the table that marks a database as a store.</summary>
    public static int Version => Steps.Count;

    /// <summary>The step at place i leads from version i to version i + 1; version 0 is an empty database.</summary>
    public static IReadOnlyList<string> Steps { get; } = [First, Second];

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

    // A member is a run of a node. The rows of runs that were followed stay for a while: by their numbers an earlier one, that had only been
    // frozen, is known as such when it is heard of again. Beats change no indexed column and leave room in the pages, so that they are cheap.
    // They are not waited for to be on the disk: what a power cut takes of them comes again with the next.
    // The row of cluster is the lock of all that must not be done by two at once.
    private const string Second = """
        ALTER TABLE shards ADD COLUMN owner bytea NOT NULL DEFAULT '', ADD COLUMN owner_run uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
            ADD COLUMN taken_at timestamptz;
        CREATE TABLE assignments (shard integer PRIMARY KEY, node bytea NOT NULL, since timestamptz NOT NULL);

        CREATE TABLE cluster (coordinator bytea NOT NULL, run uuid NOT NULL, lease bigint NOT NULL, until timestamptz NOT NULL, wanted_model bytea,
            log_made boolean NOT NULL);
        INSERT INTO cluster VALUES ('', '00000000-0000-0000-0000-000000000000', 0, '-infinity', NULL, false);

        CREATE TABLE members (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, node bytea NOT NULL, run uuid NOT NULL UNIQUE, present boolean NOT NULL,
            roles integer NOT NULL, version bytea NOT NULL, connected boolean NOT NULL, draining boolean NOT NULL, asked_to_drain boolean NOT NULL,
            report bytea NOT NULL, heard timestamptz NOT NULL) WITH (fillfactor = 50);
        CREATE UNIQUE INDEX members_present ON members (node) WHERE present;
        CREATE FUNCTION beat(its_node bytea, its_run uuid, its_roles integer, its_version bytea, is_connected boolean, is_draining boolean, its_report bytea)
            RETURNS boolean LANGUAGE plpgsql AS $body$
        BEGIN
            UPDATE members SET roles = its_roles, version = its_version, connected = is_connected, draining = is_draining, report = its_report, heard = clock_timestamp()
                WHERE run = its_run AND present;
            IF FOUND THEN
                PERFORM set_config('synchronous_commit', 'off', true);
                RETURN true;
            END IF;
            PERFORM FROM cluster FOR UPDATE;
            IF EXISTS (SELECT FROM members AS own JOIN members AS later USING (node) WHERE own.run = its_run AND later.number > own.number) THEN
                RETURN false;
            END IF;
            DELETE FROM members WHERE heard < clock_timestamp() - interval '30 days';
            UPDATE members SET present = false, report = '' WHERE node = its_node AND run <> its_run AND present;
            INSERT INTO members (node, run, present, roles, version, connected, draining, asked_to_drain, report, heard)
                VALUES (its_node, its_run, true, its_roles, its_version, is_connected, is_draining, false, its_report, clock_timestamp())
                ON CONFLICT (run) DO UPDATE SET present = true, roles = excluded.roles, version = excluded.version, connected = excluded.connected,
                    draining = excluded.draining, report = excluded.report, heard = excluded.heard;
            RETURN true;
        END
        $body$;

        CREATE TABLE bundles (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, version bytea NOT NULL);
        CREATE UNIQUE INDEX bundles_version ON bundles (sha256(version));
        CREATE TABLE bundle_files (bundle bigint NOT NULL REFERENCES bundles ON DELETE CASCADE, file integer NOT NULL, name bytea NOT NULL, sha256 bytea NOT NULL,
            PRIMARY KEY (bundle, file));
        CREATE TABLE bundle_chunks (bundle bigint NOT NULL REFERENCES bundles ON DELETE CASCADE, file integer NOT NULL, chunk integer NOT NULL, content bytea NOT NULL,
            PRIMARY KEY (bundle, file, chunk));
        """;
}
