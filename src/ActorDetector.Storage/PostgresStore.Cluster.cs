using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Postgres;
using ActorDetector.Storage.Rows;
using Npgsql;

namespace ActorDetector.Storage;

/// <remarks>What is asked of the cluster is answered within seconds, or it is said that the database does not answer: a node must know whether it is
/// still heard of. So it has connections of its own, that no commit keeps.</remarks>
public sealed partial class PostgresStore
{
    // Two that fail, one after the other, fit into the silence after which a node is taken for dead.
    private const int PatienceSeconds = 2;

    /// <inheritdoc/>
    public async ValueTask<ClusterView> BeatAsync(Member member, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(member);
        return await AskAsync(
            async connection =>
            {
                await using NpgsqlBatch batch = Database.Batch(connection, [ClusterRows.Beat(member), .. ClusterRows.View(_shards)]);
                await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
                List<bool> isMember = await reader.RowsAsync(row => row.GetBoolean(0)).ConfigureAwait(false);
                await reader.NextResultAsync().ConfigureAwait(false);
                return isMember[0]
                    ? await reader.ReadViewAsync().ConfigureAwait(false)
                    : throw new ClusterException($"Another node was started under the name {member.Node}: give each node a name of its own with --node.");
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<ClusterView> ViewAsync(CancellationToken cancellation) => AskAsync(
        async connection =>
        {
            await using NpgsqlBatch batch = Database.Batch(connection, ClusterRows.View(_shards));
            await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
            return await reader.ReadViewAsync().ConfigureAwait(false);
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask LeaveAsync(string node, Guid run, CancellationToken cancellation) => await AskAsync(
        connection => connection.ExecuteAsync(
            new("UPDATE cluster SET coordinator = '', run = '00000000-0000-0000-0000-000000000000', until = '-infinity' WHERE coordinator = $1 AND run = $2", Texts.Bytes(node), run),
            new("UPDATE members SET present = false, report = '' WHERE node = $1 AND run = $2 AND present", Texts.Bytes(node), run)),
        cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<long?> LeadAsync(string node, Guid run, TimeSpan term, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(term, TimeSpan.Zero);
        // Who waits here for another that takes it looks at the row again, and at the clock.
        List<long> lease = await AskAsync(
            connection => connection.QueryAsync(
                new(
                    """
                    UPDATE cluster SET coordinator = $1, run = $2, until = clock_timestamp() + $3,
                        lease = CASE WHEN coordinator = $1 AND run = $2 THEN lease ELSE lease + 1 END
                    WHERE coordinator = $1 AND run = $2 OR until <= clock_timestamp() RETURNING lease
                    """,
                    Texts.Bytes(node), run, term),
                row => row.GetInt64(0)),
            cancellation).ConfigureAwait(false);
        return lease.Count > 0 ? lease[0] : null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> AssignAsync(long lease, IReadOnlyDictionary<int, string> nodes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        foreach (int shard in nodes.Keys)
            Bounds.CheckShard(shard, _shards);
        // The lock keeps others from taking the lease until it is said.
        List<bool> isSaid = await AskAsync(
            connection => connection.QueryAsync(
                new(
                    """
                    WITH led AS MATERIALIZED (SELECT FROM cluster WHERE lease = $1 FOR SHARE),
                    said AS (
                        INSERT INTO assignments (shard, node, since) SELECT given.*, clock_timestamp() FROM led, unnest($2, $3) AS given (shard, node)
                        ON CONFLICT (shard) DO UPDATE SET node = excluded.node, since = excluded.since)
                    SELECT EXISTS (SELECT FROM led)
                    """,
                    lease, nodes.Keys.ToArray(), nodes.Values.Select(node => Texts.Bytes(node)).ToArray()),
                row => row.GetBoolean(0)),
            cancellation).ConfigureAwait(false);
        return isSaid[0];
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DrainAsync(string node, CancellationToken cancellation) =>
        await TellAsync(new($"UPDATE members SET asked_to_drain = true WHERE node = $1 AND {ClusterRows.Seen}", Texts.Bytes(node)), cancellation).ConfigureAwait(false) > 0;

    /// <inheritdoc/>
    public async ValueTask RebalanceAsync(CancellationToken cancellation) =>
        await TellAsync(new("UPDATE members SET asked_to_drain = false WHERE asked_to_drain"), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask WantModelAsync(string version, CancellationToken cancellation) =>
        await TellAsync(new("UPDATE cluster SET wanted_model = $1", Texts.Bytes(version)), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask ModelIsLiveAsync(long lease, string version, CancellationToken cancellation) =>
        await TellAsync(new("UPDATE cluster SET wanted_model = NULL WHERE lease = $1 AND wanted_model = $2", lease, Texts.Bytes(version)), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask SetLogMadeAsync(CancellationToken cancellation) => await TellAsync(new("UPDATE cluster SET log_made = true"), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> IsLogMadeAsync(CancellationToken cancellation) =>
        (await AskAsync(connection => connection.QueryAsync(new("SELECT log_made FROM cluster"), row => row.GetBoolean(0)), cancellation).ConfigureAwait(false))[0];

    private static NpgsqlConnectionStringBuilder ForCluster(NpgsqlConnectionStringBuilder connection) =>
        new(connection.ConnectionString) { Timeout = PatienceSeconds, CommandTimeout = PatienceSeconds, CancellationTimeout = PatienceSeconds * 1000 };

    /// <summary>Executes a statement, and tells how many rows it changed.</summary>
    private ValueTask<int> TellAsync(Statement statement, CancellationToken cancellation) => AskAsync(connection => connection.ExecuteAsync(statement), cancellation);

    // All that is asked here may be asked again when only its answer was lost.
    private async ValueTask<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(PatienceSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await _clusterConnections.ReadAsync(work, either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException silent) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreException($"{_clusterConnections.Place} has not answered within {PatienceSeconds} seconds: look whether it runs, at its load, and at the network.", silent);
        }
    }
}
