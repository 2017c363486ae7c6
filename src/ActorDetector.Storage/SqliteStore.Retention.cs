using ActorDetector.Storage.Rows;

namespace ActorDetector.Storage;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    /// <remarks>In small transactions, between which commits go on. The file does not become smaller: what comes next takes the place of what
    /// went.</remarks>
    public async ValueTask<long> RetainAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        long oldest = Bounds.Oldest(now, _options.RetainFor);
        long anomalies = await DeleteAsync(
            "DELETE FROM anomalies WHERE number IN (SELECT number FROM anomalies WHERE arrived < ?1 LIMIT ?2)", oldest, cancellation).ConfigureAwait(false);
        anomalies += await DeleteAsync(
            """
            DELETE FROM anomalies WHERE number IN (
                SELECT number FROM (SELECT number, total - length(json) AS before FROM anomalies ORDER BY number LIMIT ?2)
                WHERE before < (SELECT total FROM anomalies ORDER BY number DESC LIMIT 1) - ?1)
            """,
            _options.RetainBytes, cancellation).ConfigureAwait(false);
        await DeleteAsync(
            "DELETE FROM sessions WHERE number IN (SELECT number FROM sessions WHERE stored < ?1 LIMIT ?2)", oldest, cancellation).ConfigureAwait(false);
        await DeleteAsync(
            """
            DELETE FROM sessions WHERE number IN (
                SELECT number FROM sessions WHERE number <= (SELECT max(number) FROM sessions) - ?1 LIMIT ?2)
            """,
            _options.RetainSessions, cancellation).ConfigureAwait(false);
        await DeleteAsync(
            "DELETE FROM dead_letters WHERE number IN (SELECT number FROM dead_letters WHERE time < ?1 LIMIT ?2)", oldest, cancellation).ConfigureAwait(false);
        await DeleteAsync(
            "DELETE FROM unseen WHERE text IN (SELECT text FROM unseen WHERE last_seen < ?1 LIMIT ?2)", oldest, cancellation).ConfigureAwait(false);
        // Passive sessions that a reset made void: of every shard, those of generations that are over.
        await DeleteAsync(
            """
            DELETE FROM passive WHERE rowid IN (
                SELECT passive.rowid FROM shards CROSS JOIN passive ON passive.shard = shards.shard AND passive.generation < shards.generation + ?1 LIMIT ?2)
            """,
            0, cancellation).ConfigureAwait(false);
        return anomalies;
    }

    private async Task<long> DeleteAsync(string sql, long bound, CancellationToken cancellation)
    {
        long deleted = 0;
        int last;
        do
            deleted += last = await _writer.WriteAsync(database => database.Execute(sql, bound, Bounds.Deleted), cancellation).ConfigureAwait(false);
        while (last == Bounds.Deleted);
        return deleted;
    }
}
