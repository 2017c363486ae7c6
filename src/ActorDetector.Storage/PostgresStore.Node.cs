using System.Text.Json;
using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Postgres;
using ActorDetector.Storage.Rows;
using Npgsql;

namespace ActorDetector.Storage;

public sealed partial class PostgresStore
{
    // Nodes that start together would each not see what the others add.
    private static readonly Statement s_oneAddsModels = new("SELECT FROM cluster FOR UPDATE");

    /// <inheritdoc/>
    /// <remarks>At most 1,000 at once.</remarks>
    public async ValueTask<IReadOnlyList<ClosedSession>> FindSessionsAsync(string? entity, int most, CancellationToken cancellation)
    {
        const string Columns = "SELECT session, entity, shard, events, closed, last_time FROM sessions";
        int page = Bounds.Page(most);
        return await QueryAsync(
            entity is null
                ? new($"{Columns} ORDER BY number DESC LIMIT $1", page)
                : new($"{Columns} WHERE sha256(entity) = sha256($2) ORDER BY number DESC LIMIT $1", page, Texts.Bytes(entity)),
            row => new ClosedSession(row.Text(0), row.Text(1), row.GetInt32(2), row.GetInt32(3), row.Text(4), row.GetInt64(5)), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>At most 1,000 at once.</remarks>
    public async ValueTask<IReadOnlyList<DeadLetter>> FindDeadLettersAsync(int most, CancellationToken cancellation) => await QueryAsync(
        new("SELECT number, time, actor, message, reason FROM dead_letters ORDER BY number DESC LIMIT $1", Bounds.Page(most)),
        row => new DeadLetter(row.GetInt64(0), row.GetInt64(1), row.Text(2), row.Text(3), row.Text(4)), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask AddDeadLetterAsync(DeadLetter letter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return ExecuteOnceAsync(ShardRows.DeadLetters([letter], _options.RetainDeadLetters), cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>The last 100.</remarks>
    public async ValueTask<IReadOnlyList<ModelVersion>> ReadModelsAsync(CancellationToken cancellation) => await ReadForShardAsync(
        new("SELECT version, path, since, templates FROM models ORDER BY number DESC"),
        row => new ModelVersion(row.Text(0), row.Text(1), row.GetInt64(2), JsonSerializer.Deserialize<string[]>(row.Bytes(3)) ?? []), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask AddFirstModelAsync(ModelVersion model, CancellationToken cancellation) =>
        await ExecuteAsync(cancellation, s_oneAddsModels, AddModel(model, "WHERE NOT EXISTS (SELECT FROM models)")).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask AddModelAsync(ModelVersion model, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ExecuteOnceAsync(
            [
                s_oneAddsModels,
                new("DELETE FROM models WHERE version = $1", Texts.Bytes(model.Version)),
                AddModel(model, ""),
                new("DELETE FROM models WHERE number NOT IN (SELECT number FROM models ORDER BY number DESC LIMIT $1)", Bounds.Models),
            ],
            cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Those with the fewest lines give way at once: a flood of new ones must not fill the disk, nor push out what is frequent.</remarks>
    public ValueTask AddUnseenAsync(IReadOnlyList<UnseenCount> counts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(counts);
        // In the order of their keys, so that no two wait for each other; a text that is given twice is one row.
        return ExecuteOnceAsync(
            [
                new(
                    """
                    INSERT INTO unseen (text, lines, first_seen, last_seen)
                    SELECT text, sum(lines)::bigint, min(first_seen), max(last_seen) FROM unnest($1, $2, $3, $4) AS given (text, lines, first_seen, last_seen)
                    GROUP BY text ORDER BY text
                    ON CONFLICT (sha256(text)) DO UPDATE SET lines = unseen.lines + excluded.lines,
                        first_seen = least(unseen.first_seen, excluded.first_seen), last_seen = greatest(unseen.last_seen, excluded.last_seen)
                    """,
                    counts.Select(count => Texts.Bytes(count.Text)).ToArray(), counts.Select(count => count.Lines).ToArray(),
                    counts.Select(count => count.FirstSeen).ToArray(), counts.Select(count => count.LastSeen).ToArray()),
                new(
                    """
                    DELETE FROM unseen WHERE sha256(text) IN (
                        SELECT sha256(text) FROM unseen ORDER BY lines, last_seen, text LIMIT greatest(0, (SELECT count(*) FROM unseen) - $1))
                    """,
                    _options.RetainUnseen),
            ],
            cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>At most 1,000 at once.</remarks>
    public async ValueTask<IReadOnlyList<UnseenCount>> FindUnseenAsync(int most, CancellationToken cancellation) => await QueryAsync(
        new("SELECT text, lines, first_seen, last_seen FROM unseen ORDER BY lines DESC, text LIMIT $1", Bounds.Page(most)),
        row => new UnseenCount(row.Text(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<string, byte[]>> RecallAsync(string source, CancellationToken cancellation) =>
        (await QueryAsync(
            new("SELECT key, value FROM source_memory WHERE source = $1", Texts.Bytes(source)), row => (Key: row.Text(0), Value: row.Bytes(1)), cancellation).ConfigureAwait(false))
            .ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask RememberAsync(string source, IReadOnlyCollection<KeyValuePair<string, byte[]?>> changes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(changes);
        byte[] name = Texts.Bytes(source);
        await ExecuteAsync(
            cancellation,
            [
                .. changes.Select(change => change.Value is { } value
                    ? new Statement(
                        """
                        INSERT INTO source_memory (source, key, value) VALUES ($1, $2, $3)
                        ON CONFLICT (source, sha256(key)) DO UPDATE SET value = excluded.value
                        """,
                        name, Texts.Bytes(change.Key), value)
                    : new Statement("DELETE FROM source_memory WHERE source = $1 AND sha256(key) = sha256($2)", name, Texts.Bytes(change.Key))),
            ]).ConfigureAwait(false);
    }

    private static Statement AddModel(ModelVersion model, string condition) => new(
        $"INSERT INTO models (version, path, since, templates) SELECT $1, $2, $3, $4 {condition}",
        Texts.Bytes(model.Version), Texts.Bytes(model.Path), model.Since, JsonSerializer.SerializeToUtf8Bytes(model.Templates));

    // What adds to what is there: not again when only the answer was lost.
    private async ValueTask ExecuteOnceAsync(IEnumerable<Statement> statements, CancellationToken cancellation)
    {
        Statement attempt = new("INSERT INTO attempts (attempt) VALUES ($1)", Guid.NewGuid());
        try
        {
            await ExecuteAsync(cancellation, [attempt, .. statements]).ConfigureAwait(false);
        }
        catch (StoreException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "attempts" })
        {
            // It was done before.
        }
    }
}
