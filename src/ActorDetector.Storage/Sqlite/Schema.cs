namespace ActorDetector.Storage.Sqlite;

/// <summary>The tables, as steps from one version to the next.</summary>
internal static class Schema
{
    /// <summary>Marks a file as a store of this program: "ActD".</summary>
    public const int ApplicationId = 0x41637444;

    /// <summary>The version that this program writes: <c>PRAGMA user_version</c>.</summary>
    public static int Version => Steps.Count;

    /// <summary>The step at place i leads from version i to version i + 1; version 0 is an empty file.</summary>
    public static IReadOnlyList<string> Steps { get; } = [First, ProducersByUse];

    // Row ids ascend with every replacement: they tell which producer moved longest ago.
    private const string ProducersByUse = """
        CREATE TABLE producers_by_use (shard INTEGER NOT NULL, producer BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (shard, producer));
        INSERT INTO producers_by_use (shard, producer, position) SELECT shard, producer, position FROM producers;
        DROP TABLE producers;
        ALTER TABLE producers_by_use RENAME TO producers;
        """;

    // Passive sessions have row ids: they are appended, whatever their entities are, and only the small index of entities is written at random
    // places. The generation in their keys makes forgetting all of them one number, however many they are.
    // anomalies_scan is a narrow copy in the order of pages: filters that have no index of their own are answered from it.
    // The running total of bytes makes the anomalies as cheap to bound as a log. One that went by age from among younger ones counts on until those
    // before it have gone: the bound may be kept with less than it allows, never with more.
    private const string First = """
        CREATE TABLE settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE shards (shard INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, position INTEGER NOT NULL, generation INTEGER NOT NULL);
        CREATE TABLE parts (shard INTEGER NOT NULL, name TEXT NOT NULL, checksum INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (shard, name));
        CREATE TABLE deltas (shard INTEGER NOT NULL, number INTEGER NOT NULL, checksum INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (shard, number));
        CREATE TABLE producers (shard INTEGER NOT NULL, producer BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (shard, producer)) WITHOUT ROWID;
        CREATE TABLE counters (shard INTEGER NOT NULL, source BLOB NOT NULL, kind BLOB NOT NULL, reason BLOB NOT NULL, value INTEGER NOT NULL,
            PRIMARY KEY (shard, source, kind, reason)) WITHOUT ROWID;

        CREATE TABLE passive (shard INTEGER NOT NULL, generation INTEGER NOT NULL, entity BLOB NOT NULL, seen INTEGER NOT NULL, used INTEGER NOT NULL,
            arrived INTEGER NOT NULL, checksum INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (shard, generation, entity));
        CREATE INDEX passive_seen ON passive (shard, generation, seen);
        CREATE INDEX passive_arrived ON passive (shard, generation, arrived);
        CREATE INDEX passive_used ON passive (shard, generation, used, seen, arrived);

        CREATE TABLE anomalies (number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, shard INTEGER NOT NULL, log_position INTEGER NOT NULL,
            log_line INTEGER NOT NULL, arrived INTEGER NOT NULL, entity BLOB NOT NULL, kind INTEGER NOT NULL, score REAL, total INTEGER NOT NULL, json BLOB NOT NULL);
        CREATE INDEX anomalies_entity ON anomalies (entity);
        CREATE INDEX anomalies_arrived ON anomalies (arrived);
        CREATE INDEX anomalies_scan ON anomalies (number, arrived, kind, score);

        CREATE TABLE sessions (number INTEGER PRIMARY KEY AUTOINCREMENT, stored INTEGER NOT NULL, session BLOB NOT NULL, entity BLOB NOT NULL,
            shard INTEGER NOT NULL, events INTEGER NOT NULL, closed BLOB NOT NULL, last_time INTEGER NOT NULL);
        CREATE INDEX sessions_entity ON sessions (entity);
        CREATE INDEX sessions_stored ON sessions (stored);

        CREATE TABLE dead_letters (number INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, actor BLOB NOT NULL, message BLOB NOT NULL,
            reason BLOB NOT NULL);
        CREATE INDEX dead_letters_time ON dead_letters (time);
        CREATE TABLE models (number INTEGER PRIMARY KEY AUTOINCREMENT, version BLOB NOT NULL, path BLOB NOT NULL, since INTEGER NOT NULL, templates TEXT NOT NULL);
        CREATE TABLE unseen (text BLOB PRIMARY KEY, lines INTEGER NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE sinks (sink BLOB PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE source_memory (source BLOB NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (source, key)) WITHOUT ROWID;
        """;
}
