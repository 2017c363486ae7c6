using System.Data.Common;
using System.Runtime.CompilerServices;
using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Postgres;
using ActorDetector.Storage.Rows;
using Npgsql;

namespace ActorDetector.Storage;

public sealed partial class PostgresStore
{
    private const string OfShard = "shard = $1 AND generation = (SELECT generation FROM shards WHERE shard = $1)";
    private const string PassiveColumns = "SELECT entity, seen, used, arrived, content, checksum FROM passive";

    /// <inheritdoc/>
    public async ValueTask<ShardCheckpoint> TakeAsync(int shard, CancellationToken cancellation)
    {
        Bounds.CheckShard(shard, _shards);
        // Taken twice, where the first answer was lost, it is taken as well.
        ShardCheckpoint checkpoint = await _connections.PersistAsync(connection => TakeAsync(connection, shard), cancellation).ConfigureAwait(false);
        Volatile.Write(ref _durable[shard], checkpoint.Position);
        return checkpoint;
    }

    /// <inheritdoc/>
    public async ValueTask ResetAsync(int shard, CancellationToken cancellation)
    {
        Bounds.CheckShard(shard, _shards);
        await ExecuteAsync(
            cancellation,
            new Statement("DELETE FROM deltas WHERE shard = $1", shard),
            new Statement("DELETE FROM parts WHERE shard = $1", shard),
            new Statement("UPDATE shards SET generation = generation + 1 WHERE shard = $1", shard)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask CommitAsync(ShardCommit commit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(commit);
        Bounds.CheckShard(commit.Shard, _shards);
        List<Statement> statements = ShardRows.Of(commit, Guid.NewGuid(), _time.GetUtcNow().UtcTicks, _options.RetainDeadLetters);
        // A shard's commits in their order, and a connection for one of them only.
        SemaphoreSlim turn = _turns[commit.Shard];
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await ExecuteAsync(cancellation, statements).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState == Faults.StaleEpoch)
        {
            throw new StaleEpochException(commit.Shard, commit.Epoch);
        }
        catch (PostgresException refused) when (refused.SqlState == Faults.DoneBefore)
        {
            // Only the answer of an attempt before had been lost.
        }
        finally
        {
            turn.Release();
        }

        // With synchronous_commit the answer came after the sync.
        Volatile.Write(ref _durable[commit.Shard], commit.Position);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<PassiveSession>> ReadPassiveAsync(int shard, IReadOnlyList<byte[]> entities, CancellationToken cancellation)
    {
        Bounds.CheckShard(shard, _shards);
        ArgumentNullException.ThrowIfNull(entities);
        return await ReadForShardAsync(
            new($"{PassiveColumns} WHERE {OfShard} AND sha256(entity) IN (SELECT sha256(wanted) FROM unnest($2) AS wanted)", shard, entities.ToArray()),
            row => Passive(row, shard), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<PassiveSession>> ReadPassiveBeforeAsync(int shard, long seen, long arrived, long after, int most, CancellationToken cancellation)
    {
        Bounds.CheckShard(shard, _shards);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        return await ReadForShardAsync(
            new($"{PassiveColumns} WHERE {OfShard} AND (seen < $2 OR arrived < $3) AND used > $4 ORDER BY used LIMIT $5", shard, seen, arrived, after, Math.Min(most, Bounds.Passive)),
            row => Passive(row, shard), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<byte[]> ReadPassiveEntitiesAsync(int shard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Bounds.CheckShard(shard, _shards);
        byte[] last = [];
        List<(byte[] Key, byte[] Entity)> page;
        do
        {
            page = await ReadForShardAsync(
                new($"SELECT sha256(entity), entity FROM passive WHERE {OfShard} AND sha256(entity) > $2 ORDER BY sha256(entity) LIMIT $3", shard, last, Bounds.Entities),
                row => (row.Bytes(0), row.Bytes(1)), cancellation).ConfigureAwait(false);
            foreach ((byte[] key, byte[] entity) in page)
            {
                last = key;
                yield return entity;
            }
        }
        while (page.Count == Bounds.Entities);
    }

    /// <inheritdoc/>
    public long DurablePosition(int shard)
    {
        Bounds.CheckShard(shard, _shards);
        return Volatile.Read(ref _durable[shard]);
    }

    private async Task<ShardCheckpoint> TakeAsync(NpgsqlConnection connection, int shard)
    {
        // The first waits for a commit that is under way, and nobody else may commit from then on: what the others read is that of this epoch.
        await using NpgsqlBatch batch = Database.Batch(
            connection,
            [
                new(
                    """
                    INSERT INTO shards (shard, epoch, position, generation, owner, owner_run, taken_at) VALUES ($1, 1, 0, 0, $2, $3, clock_timestamp())
                    ON CONFLICT (shard) DO UPDATE SET epoch = shards.epoch + 1, owner = excluded.owner, owner_run = excluded.owner_run, taken_at = excluded.taken_at RETURNING epoch, position
                    """,
                    shard, Texts.Bytes(_owner.Node), _owner.Run),
                new("SELECT name, content, checksum FROM parts WHERE shard = $1", shard),
                new("SELECT producer, position FROM producers WHERE shard = $1 ORDER BY moved", shard),
                new("SELECT source, kind, reason, value FROM counters WHERE shard = $1", shard),
                new($"SELECT count(*) FROM passive WHERE {OfShard}", shard),
            ]);
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        (long epoch, long position) = (await reader.RowsAsync(row => (row.GetInt64(0), row.GetInt64(1))).ConfigureAwait(false))[0];
        List<CheckpointPart> parts = await reader.NextAsync(row => Part(row, shard)).ConfigureAwait(false);
        List<KeyValuePair<string, long>> producers = await reader.NextAsync(row => KeyValuePair.Create(row.Text(0), row.GetInt64(1))).ConfigureAwait(false);
        List<(CounterKey Key, long Value)> counters =
            await reader.NextAsync(row => (new CounterKey(row.Text(0), row.Text(1), row.Text(2)), row.GetInt64(3))).ConfigureAwait(false);
        List<long> passive = await reader.NextAsync(row => row.GetInt64(0)).ConfigureAwait(false);
        return new ShardCheckpoint(
            epoch, position, parts.ToDictionary(part => part.Name, part => part.Content, StringComparer.Ordinal), producers,
            counters.ToDictionary(counter => counter.Key, counter => counter.Value), passive[0], ReadDeltasAsync(shard));
    }

    private async IAsyncEnumerable<CheckpointDelta> ReadDeltasAsync(int shard, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        long last = long.MinValue;
        List<CheckpointDelta> deltas;
        do
        {
            deltas = await ReadForShardAsync(
                new("SELECT number, content, checksum FROM deltas WHERE shard = $1 AND number > $2 ORDER BY number LIMIT $3", shard, last, Bounds.Deltas),
                row => Delta(row, shard), cancellation).ConfigureAwait(false);
            foreach (CheckpointDelta delta in deltas)
            {
                last = delta.Number;
                yield return delta;
            }
        }
        while (deltas.Count == Bounds.Deltas);
    }

    // Without what it asks for a shard cannot go on: it waits as its commits do.
    private Task<List<T>> ReadForShardAsync<T>(Statement query, Func<DbDataReader, T> row, CancellationToken cancellation) =>
        _connections.PersistAsync(connection => connection.QueryAsync(query, row), cancellation);

    private CheckpointPart Part(DbDataReader row, int shard)
    {
        CheckpointPart part = new(row.GetString(0), row.Bytes(1));
        return Checksum.Of(part) == row.GetInt64(2) ? part : throw Faults.DamagedRow($"part {part.Name}", shard, _connections.Place);
    }

    private CheckpointDelta Delta(DbDataReader row, int shard)
    {
        CheckpointDelta delta = new(row.GetInt64(0), row.Bytes(1));
        return Checksum.Of(delta) == row.GetInt64(2) ? delta : throw Faults.DamagedRow($"delta {delta.Number}", shard, _connections.Place);
    }

    private PassiveSession Passive(DbDataReader row, int shard)
    {
        PassiveSession session = new(row.Bytes(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.Bytes(4));
        return Checksum.Of(session) == row.GetInt64(5)
            ? session
            : throw Faults.DamagedRow($"passive session {Convert.ToHexString(session.Entity)}", shard, _connections.Place);
    }
}
