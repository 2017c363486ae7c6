using Npgsql;

namespace ActorDetector.Storage.Postgres;

/// <summary>A statement with the values of its parameters <c>$1</c>, <c>$2</c> …</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Values">The values.</param>
internal sealed record Statement(string Sql, params object[] Values)
{
    /// <summary>It as a part of a batch. A batch without a transaction of its own is one transaction, and takes one round trip.</summary>
    public NpgsqlBatchCommand ToCommand()
    {
        NpgsqlBatchCommand command = new(Sql);
        foreach (object value in Values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
