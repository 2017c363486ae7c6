using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Rows;
using ActorDetector.Storage.Sqlite;

namespace ActorDetector.Storage;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    /// <remarks>A page has at most 1,000, and 8 MiB.</remarks>
    public ValueTask<IReadOnlyList<StoredAnomaly>> FindAnomaliesAsync(AnomalyQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        int most = Bounds.Page(query.Limit);
        return _readers.ReadAsync<IReadOnlyList<StoredAnomaly>>(database => AnomalyRows.Find(database, query, most), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<StoredAnomaly?> FindAnomalyAsync(string id, CancellationToken cancellation) =>
        _readers.ReadAsync(database => AnomalyRows.Find(database, id), cancellation);

    /// <inheritdoc/>
    /// <remarks>At most 1,000 at once, and 8 MiB.</remarks>
    public ValueTask<IReadOnlyList<StoredAnomaly>> ReadAnomaliesAsync(long after, int most, CancellationToken cancellation)
    {
        int page = Bounds.Page(most);
        return _readers.ReadAsync<IReadOnlyList<StoredAnomaly>>(database => AnomalyRows.After(database, after, page), cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Also when it was deleted for its age or for the size since.</remarks>
    public ValueTask<long> LastAnomalyAsync(CancellationToken cancellation) =>
        _readers.ReadAsync(database => database.Number("SELECT seq FROM sqlite_sequence WHERE name = 'anomalies'") ?? 0, cancellation);

    /// <inheritdoc/>
    public ValueTask<long?> SentAsync(string sink, CancellationToken cancellation) =>
        _readers.ReadAsync(database => database.Number("SELECT number FROM sinks WHERE sink = ?1", Texts.Bytes(sink)), cancellation);

    /// <inheritdoc/>
    public async ValueTask SetSentAsync(string sink, long number, CancellationToken cancellation) => await _writer.WriteAsync(
        database => database.Execute("REPLACE INTO sinks (sink, number) VALUES (?1, ?2)", Texts.Bytes(sink), number), cancellation).ConfigureAwait(false);
}
