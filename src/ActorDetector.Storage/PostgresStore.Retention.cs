using ActorDetector.Storage.Postgres;
using ActorDetector.Storage.Rows;

namespace ActorDetector.Storage;

public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    /// <remarks>In small transactions, between which commits go on. The server takes the place of what went for what comes next, once it has
    /// vacuumed by itself.</remarks>
    public async ValueTask<long> RetainAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        long oldest = Bounds.Oldest(now, _options.RetainFor);
        long anomalies = await DeleteAsync(
            "DELETE FROM anomalies WHERE number IN (SELECT number FROM anomalies WHERE arrived < $1 LIMIT $2)", oldest, cancellation).ConfigureAwait(false);
        anomalies += await DeleteAsync(
            """
            DELETE FROM anomalies WHERE number IN (
                SELECT number FROM (SELECT number, total - octet_length(json) AS before FROM anomalies ORDER BY number LIMIT $2) AS first
                WHERE before < (SELECT total FROM anomaly_numbers) - $1)
            """,
            _options.RetainBytes, cancellation).ConfigureAwait(false);
        await DeleteAsync(
            "DELETE FROM sessions WHERE number IN (SELECT number FROM sessions WHERE stored < $1 LIMIT $2)", oldest, cancellation).ConfigureAwait(false);
        await DeleteAsync(
            """
            DELETE FROM sessions WHERE number IN (
                SELECT number FROM sessions WHERE number <= (SELECT max(number) FROM sessions) - $1 ORDER BY number LIMIT $2)
            """,
            _options.RetainSessions, cancellation).ConfigureAwait(false);
        await DeleteAsync(
            "DELETE FROM dead_letters WHERE number IN (SELECT number FROM dead_letters WHERE time < $1 LIMIT $2)", oldest, cancellation).ConfigureAwait(false);
        await DeleteAsync(
            "DELETE FROM unseen WHERE sha256(text) IN (SELECT sha256(text) FROM unseen WHERE last_seen < $1 LIMIT $2)", oldest, cancellation).ConfigureAwait(false);
        // Passive sessions that a reset made void: of every shard, those of generations that are over.
        await DeleteAsync(
            """
            DELETE FROM passive WHERE ctid = ANY (ARRAY(
                SELECT passive.ctid FROM shards JOIN passive ON passive.shard = shards.shard AND passive.generation < shards.generation + $1 LIMIT $2))
            """,
            0, cancellation).ConfigureAwait(false);
        // Nobody tries anything again after so long.
        await ExecuteAsync(cancellation, new Statement("DELETE FROM attempts WHERE made < now() - interval '1 day'")).ConfigureAwait(false);
        await MeasureAsync(cancellation).ConfigureAwait(false);
        return anomalies;
    }

    private async Task<long> DeleteAsync(string sql, long bound, CancellationToken cancellation)
    {
        long deleted = 0;
        int last;
        do
            deleted += last = await ExecuteAsync(cancellation, new Statement(sql, bound, Bounds.Deleted)).ConfigureAwait(false);
        while (last == Bounds.Deleted);
        return deleted;
    }
}
