using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Postgres;
using ActorDetector.Storage.Rows;

namespace ActorDetector.Storage;

public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    /// <remarks>A page has at most 1,000, and 8 MiB.</remarks>
    public async ValueTask<IReadOnlyList<StoredAnomaly>> FindAnomaliesAsync(AnomalyQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        int most = Bounds.Page(query.Limit);
        List<string> conditions = ["true"];
        List<object> values = [];
        Add("number <", query.Before);
        Add("arrived >=", query.From);
        Add("arrived <", query.Until);
        Add("sha256(entity) =", query.Entity is { } entity ? System.Security.Cryptography.SHA256.HashData(Texts.Bytes(entity)) : null);
        Add("kind =", (int?)query.Kind);
        Add("score >=", query.LeastScore);
        return await QueryAsync(Page(string.Join(" AND ", conditions), "DESC", most, values), AnomalyRow.Read, cancellation).ConfigureAwait(false);

        void Add(string condition, object? value)
        {
            if (value is null)
                return;
            values.Add(value);
            conditions.Add($"{condition} ${values.Count}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoredAnomaly?> FindAnomalyAsync(string id, CancellationToken cancellation) =>
        (await QueryAsync(
            new($"SELECT {AnomalyRow.Columns} FROM anomalies WHERE sha256(id) = sha256($1)", Texts.Bytes(id)), AnomalyRow.Read, cancellation).ConfigureAwait(false)).SingleOrDefault();

    /// <inheritdoc/>
    /// <remarks>At most 1,000 at once, and 8 MiB.</remarks>
    public async ValueTask<IReadOnlyList<StoredAnomaly>> ReadAnomaliesAsync(long after, int most, CancellationToken cancellation) =>
        await QueryAsync(Page("number > $1", "ASC", Bounds.Page(most), [after]), AnomalyRow.Read, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks>Also when it was deleted for its age or for the size since.</remarks>
    public async ValueTask<long> LastAnomalyAsync(CancellationToken cancellation) =>
        (await QueryAsync(new("SELECT last FROM anomaly_numbers"), row => row.GetInt64(0), cancellation).ConfigureAwait(false))[0];

    /// <inheritdoc/>
    public async ValueTask<long?> SentAsync(string sink, CancellationToken cancellation)
    {
        List<long> numbers = await QueryAsync(new("SELECT number FROM sinks WHERE sink = $1", Texts.Bytes(sink)), row => row.GetInt64(0), cancellation).ConfigureAwait(false);
        return numbers.Count > 0 ? numbers[0] : null;
    }

    /// <inheritdoc/>
    public async ValueTask SetSentAsync(string sink, long number, CancellationToken cancellation) => await ExecuteAsync(
        cancellation,
        new Statement("INSERT INTO sinks (sink, number) VALUES ($1, $2) ON CONFLICT (sink) DO UPDATE SET number = greatest(sinks.number, excluded.number)", Texts.Bytes(sink), number)).ConfigureAwait(false);

    // The first rows until they have so many bytes together: at least one, if there is one. What is beyond them is not sent at all.
    private static Statement Page(string conditions, string order, int most, List<object> values) => new(
        $"""
        SELECT {AnomalyRow.Columns} FROM (
            SELECT *, sum(octet_length(json)) OVER (ORDER BY number {order}) - octet_length(json) AS before FROM (
                SELECT {AnomalyRow.Columns} FROM anomalies WHERE {conditions} ORDER BY number {order} LIMIT ${values.Count + 1}) AS page) AS counted
        WHERE before < ${values.Count + 2} ORDER BY number {order}
        """,
        [.. values, most, Bounds.AnomalyBytes]);
}
