using System.Text.Json;
using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Rows;
using ActorDetector.Storage.Sqlite;

namespace ActorDetector.Storage;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    /// <remarks>At most 1,000 at once.</remarks>
    public ValueTask<IReadOnlyList<ClosedSession>> FindSessionsAsync(string? entity, int most, CancellationToken cancellation)
    {
        int page = Bounds.Page(most);
        return _readers.ReadAsync<IReadOnlyList<ClosedSession>>(
            database => database.Query(
                $"""
                SELECT session, entity, shard, events, closed, last_time FROM sessions
                WHERE {(entity is null ? "?1 IS NULL" : "entity = ?1")} ORDER BY number DESC LIMIT ?2
                """,
                row => new ClosedSession(row.Text(0), row.Text(1), row.GetInt32(2), row.GetInt32(3), row.Text(4), row.GetInt64(5)),
                entity is null ? null : Texts.Bytes(entity), page),
            cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>At most 1,000 at once.</remarks>
    public ValueTask<IReadOnlyList<DeadLetter>> FindDeadLettersAsync(int most, CancellationToken cancellation)
    {
        int page = Bounds.Page(most);
        return _readers.ReadAsync<IReadOnlyList<DeadLetter>>(
            database => database.Query(
                "SELECT number, time, actor, message, reason FROM dead_letters ORDER BY number DESC LIMIT ?1",
                row => new DeadLetter(row.GetInt64(0), row.GetInt64(1), row.Text(2), row.Text(3), row.Text(4)), page),
            cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask AddDeadLetterAsync(DeadLetter letter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(letter);
        await _writer.WriteAsync(
            database =>
            {
                DeadLetterRows.Add(database, [letter], _options.RetainDeadLetters);
                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>The last 100.</remarks>
    public ValueTask<IReadOnlyList<ModelVersion>> ReadModelsAsync(CancellationToken cancellation) =>
        _readers.ReadAsync<IReadOnlyList<ModelVersion>>(
            database => database.Query(
                "SELECT version, path, since, templates FROM models ORDER BY number DESC",
                row => new ModelVersion(row.Text(0), row.Text(1), row.GetInt64(2), JsonSerializer.Deserialize<string[]>(row.GetString(3)) ?? [])),
            cancellation);

    /// <inheritdoc/>
    public async ValueTask AddFirstModelAsync(ModelVersion model, CancellationToken cancellation) =>
        await _writer.WriteAsync(database => AddModel(database, model, "WHERE NOT EXISTS (SELECT 1 FROM models)"), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask AddModelAsync(ModelVersion model, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        await _writer.WriteAsync(
            database =>
            {
                database.Execute("DELETE FROM models WHERE version = ?1", Texts.Bytes(model.Version));
                AddModel(database, model, "");
                return database.Execute("DELETE FROM models WHERE number NOT IN (SELECT number FROM models ORDER BY number DESC LIMIT ?1)", Bounds.Models);
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask AddUnseenAsync(IReadOnlyList<UnseenCount> counts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(counts);
        await _writer.WriteAsync(
            database =>
            {
                UnseenRows.Add(database, counts, _options.RetainUnseen);
                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>At most 1,000 at once.</remarks>
    public ValueTask<IReadOnlyList<UnseenCount>> FindUnseenAsync(int most, CancellationToken cancellation)
    {
        int page = Bounds.Page(most);
        return _readers.ReadAsync<IReadOnlyList<UnseenCount>>(database => UnseenRows.Find(database, page), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, byte[]>> RecallAsync(string source, CancellationToken cancellation) =>
        _readers.ReadAsync<IReadOnlyDictionary<string, byte[]>>(
            database => database.Query(
                "SELECT key, value FROM source_memory WHERE source = ?1", row => (row.Text(0), row.Bytes(1)), Texts.Bytes(source))
                .ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal),
            cancellation);

    /// <inheritdoc/>
    public async ValueTask RememberAsync(string source, IReadOnlyCollection<KeyValuePair<string, byte[]?>> changes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await _writer.WriteAsync(
            database =>
            {
                foreach ((string key, byte[]? value) in changes)
                {
                    if (value is null)
                        database.Execute("DELETE FROM source_memory WHERE source = ?1 AND key = ?2", Texts.Bytes(source), Texts.Bytes(key));
                    else
                        database.Execute("REPLACE INTO source_memory (source, key, value) VALUES (?1, ?2, ?3)", Texts.Bytes(source), Texts.Bytes(key), value);
                }

                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    private static int AddModel(Database database, ModelVersion model, string condition) => database.Execute(
        $"INSERT INTO models (version, path, since, templates) SELECT ?1, ?2, ?3, ?4 {condition}",
        Texts.Bytes(model.Version), Texts.Bytes(model.Path), model.Since, JsonSerializer.Serialize(model.Templates));
}
