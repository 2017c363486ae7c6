using System.Data.Common;
using ActorDetector.Storage.Rows;
using Npgsql;

namespace ActorDetector.Storage.Postgres;

/// <summary>What is done on a connection: statements in one transaction and one round trip.</summary>
internal static class Database
{
    /// <summary>Runs statements, all or none, and tells how many rows they changed.</summary>
    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, params IEnumerable<Statement> statements)
    {
        await using NpgsqlBatch batch = Batch(connection, statements);
        return await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <summary>The rows of a query.</summary>
    public static async Task<List<T>> QueryAsync<T>(this NpgsqlConnection connection, Statement query, Func<DbDataReader, T> row, CancellationToken cancellation = default)
    {
        await using NpgsqlBatch batch = Batch(connection, [query]);
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.RowsAsync(row, cancellation).ConfigureAwait(false);
    }

    /// <summary>Starts several queries; their rows come one after the other, by <see cref="NextAsync"/>.</summary>
    public static NpgsqlBatch Batch(NpgsqlConnection connection, IEnumerable<Statement> statements)
    {
        NpgsqlBatch batch = new(connection);
        foreach (Statement statement in statements)
            batch.BatchCommands.Add(statement.ToCommand());
        return batch;
    }

    /// <summary>The rows of the query that is read.</summary>
    public static async Task<List<T>> RowsAsync<T>(this NpgsqlDataReader reader, Func<DbDataReader, T> row, CancellationToken cancellation = default)
    {
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>The rows of the next query.</summary>
    public static async Task<List<T>> NextAsync<T>(this NpgsqlDataReader reader, Func<DbDataReader, T> row)
    {
        await reader.NextResultAsync().ConfigureAwait(false);
        return await reader.RowsAsync(row).ConfigureAwait(false);
    }

    /// <summary>The bytes of a column.</summary>
    public static byte[] Bytes(this DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    /// <summary>The text of a column of bytes.</summary>
    public static string Text(this DbDataReader row, int column) => Texts.Of(row.Bytes(column));
}
