using System.Runtime.CompilerServices;
using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Rows;
using ActorDetector.Storage.Sqlite;

namespace ActorDetector.Storage;

public sealed partial class SqliteStore
{
    private long _repeatedAnomalies;

    /// <inheritdoc/>
    public async ValueTask<ShardCheckpoint> TakeAsync(int shard, CancellationToken cancellation)
    {
        Bounds.CheckShard(shard, _shards);
        (long epoch, long position) = await _writer.WriteAsync(
            database => database.Query(
                """
                INSERT INTO shards (shard, epoch, position, generation) VALUES (?1, 1, 0, 0)
                ON CONFLICT (shard) DO UPDATE SET epoch = epoch + 1 RETURNING epoch, position
                """,
                row => (row.GetInt64(0), row.GetInt64(1)), shard)[0],
            cancellation).ConfigureAwait(false);
        // Whatever was committed before is seen, and nobody else may commit from now on.
        return await _readers.ReadAsync(
            database => new ShardCheckpoint(
                epoch, position, ReadParts(database, shard), ReadProducers(database, shard), ReadCounters(database, shard),
                database.Number("SELECT count(*) FROM passive WHERE shard = ?1 AND generation = (SELECT generation FROM shards WHERE shard = ?1)", shard) ?? 0,
                ReadDeltasAsync(shard)),
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ResetAsync(int shard, CancellationToken cancellation)
    {
        Bounds.CheckShard(shard, _shards);
        await _writer.WriteAsync(
            database =>
            {
                database.Execute("DELETE FROM deltas WHERE shard = ?1", shard);
                database.Execute("DELETE FROM parts WHERE shard = ?1", shard);
                return database.Execute("UPDATE shards SET generation = generation + 1 WHERE shard = ?1", shard);
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask CommitAsync(ShardCommit commit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(commit);
        Bounds.CheckShard(commit.Shard, _shards);
        long now = _time.GetUtcNow().UtcTicks;
        int repeated = await _writer.WriteAsync(
            database => ShardRows.Apply(database, commit, now, _options.RetainDeadLetters), cancellation).ConfigureAwait(false);
        Interlocked.Add(ref _repeatedAnomalies, repeated);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PassiveSession>> ReadPassiveAsync(int shard, IReadOnlyList<byte[]> entities, CancellationToken cancellation)
    {
        Bounds.CheckShard(shard, _shards);
        ArgumentNullException.ThrowIfNull(entities);
        return _readers.ReadAsync<IReadOnlyList<PassiveSession>>(
            database =>
            {
                List<PassiveSession> found = [];
                foreach (byte[] entity in entities)
                {
                    found.AddRange(database.Query(
                        """
                        SELECT entity, seen, used, arrived, content, checksum FROM passive
                        WHERE shard = ?1 AND generation = (SELECT generation FROM shards WHERE shard = ?1) AND entity = ?2
                        """,
                        row => row.Passive(shard, _path), shard, entity));
                }

                return found;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PassiveSession>> ReadPassiveBeforeAsync(int shard, long seen, long arrived, long after, int most, CancellationToken cancellation)
    {
        Bounds.CheckShard(shard, _shards);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        return _readers.ReadAsync<IReadOnlyList<PassiveSession>>(
            database => PassiveSearch.Before(database, shard, seen, arrived, after, Math.Min(most, Bounds.Passive), _path), cancellation);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<byte[]> ReadPassiveEntitiesAsync(int shard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Bounds.CheckShard(shard, _shards);
        byte[]? last = null;
        List<byte[]> entities;
        do
        {
            byte[]? after = last;
            entities = await _readers.ReadAsync(
                database => database.Query(
                    """
                    SELECT entity FROM passive WHERE shard = ?1 AND generation = (SELECT generation FROM shards WHERE shard = ?1)
                    AND entity > ?2 ORDER BY entity LIMIT ?3
                    """,
                    // Any text is below any bytes, so that the empty entity is found too.
                    row => row.Bytes(0), shard, after ?? (object)"", Bounds.Entities),
                cancellation).ConfigureAwait(false);
            foreach (byte[] entity in entities)
                yield return last = entity;
        }
        while (entities.Count == Bounds.Entities);
    }

    /// <inheritdoc/>
    public long DurablePosition(int shard)
    {
        Bounds.CheckShard(shard, _shards);
        return _writer.DurablePosition(shard);
    }

    private async IAsyncEnumerable<CheckpointDelta> ReadDeltasAsync(int shard, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        long last = long.MinValue;
        List<CheckpointDelta> deltas;
        do
        {
            long after = last;
            deltas = await _readers.ReadAsync(
                database => database.Query(
                    "SELECT number, content, checksum FROM deltas WHERE shard = ?1 AND number > ?2 ORDER BY number LIMIT ?3",
                    row =>
                    {
                        CheckpointDelta delta = new(row.GetInt64(0), row.Bytes(1));
                        return Checksum.Of(delta) == row.GetInt64(2) ? delta : throw Faults.DamagedRow($"delta {delta.Number}", shard, _path);
                    },
                    shard, after, Bounds.Deltas),
                cancellation).ConfigureAwait(false);
            foreach (CheckpointDelta delta in deltas)
            {
                last = delta.Number;
                yield return delta;
            }
        }
        while (deltas.Count == Bounds.Deltas);
    }

    private Dictionary<string, byte[]> ReadParts(Database database, int shard) => database.Query(
        "SELECT name, content, checksum FROM parts WHERE shard = ?1",
        row =>
        {
            CheckpointPart part = new(row.GetString(0), row.Bytes(1));
            return Checksum.Of(part) == row.GetInt64(2) ? part : throw Faults.DamagedRow($"part {part.Name}", shard, _path);
        },
        shard).ToDictionary(part => part.Name, part => part.Content, StringComparer.Ordinal);

    private static List<KeyValuePair<string, long>> ReadProducers(Database database, int shard) => database.Query(
        "SELECT producer, position FROM producers WHERE shard = ?1 ORDER BY rowid", row => KeyValuePair.Create(row.Text(0), row.GetInt64(1)), shard);

    private static Dictionary<CounterKey, long> ReadCounters(Database database, int shard) => database.Query(
        "SELECT source, kind, reason, value FROM counters WHERE shard = ?1",
        row => (new CounterKey(row.Text(0), row.Text(1), row.Text(2)), row.GetInt64(3)), shard)
        .ToDictionary(row => row.Item1, row => row.Item2);
}
