using System.Security.Authentication;
using ActorDetector.Actors.Stores;
using Npgsql;

namespace ActorDetector.Storage.Postgres;

/// <summary>What errors of PostgreSQL mean for the store.</summary>
internal static class Faults
{
    /// <summary>What <see cref="Schema"/> answers to a commit of an owner that was followed.</summary>
    public const string StaleEpoch = "AD001";

    /// <summary>What <see cref="Schema"/> answers to what was done before, whose answer was lost.</summary>
    public const string DoneBefore = "AD002";

    /// <summary>Whether the cause may pass, so that the same may work later: all but what is wrong with the statement and its values.</summary>
    public static bool MayPass(NpgsqlException exception) => exception is not PostgresException refused || refused.SqlState switch
    {
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => false,
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction => true,
        // What ends the connection is no fault of the statement. A pooler without a server says so by the code of a wrong parameter.
        _ when refused.InvariantSeverity is "FATAL" or "PANIC" => true,
        PostgresErrorCodes.ProtocolViolation => false,
        _ => refused.SqlState[..2] is "08" or "28" or "3D" or "40" or "53" or "55" or "57" or "58",
    };

    /// <summary>Whether the database does not hold what it must.</summary>
    public static bool IsDamage(NpgsqlException exception) => exception.SqlState is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted;

    /// <summary>What is wrong with a store, and what to do. The password is in no message of Npgsql's or PostgreSQL's.</summary>
    public static string Describe(NpgsqlException exception, string place) => exception.SqlState switch
    {
        PostgresErrorCodes.DiskFull => $"no space left for {place} ({Of(exception)}): free some on its disk",
        PostgresErrorCodes.TooManyConnections => $"{place} has no connection free ({Of(exception)}): raise max_connections there",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"{place} cannot be written ({Of(exception)}): give the host of the primary in --postgres",
        PostgresErrorCodes.InsufficientPrivilege => $"{place} does not let its user do what is needed ({Of(exception)}): make it the owner of the database and of its tables",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"{place} does not let its user in ({Of(exception)}): look at the user of --postgres, at --postgres-password-file, and at pg_hba.conf there",
        PostgresErrorCodes.InvalidCatalogName => $"{place} is not there ({Of(exception)}): make it with createdb, or give another Database in --postgres",
        null when exception.InnerException is AuthenticationException =>
            $"{place} shows a certificate that is not trusted ({Of(exception)}): name the file of who vouches for it as Root Certificate in --postgres, and the host as it is in the certificate",
        null => $"{place} cannot be reached ({Of(exception)}): look whether it runs, at the network, and at --postgres",
        _ => $"{place} cannot be used ({Of(exception)}): look at its log",
    };

    /// <summary>The database is damaged.</summary>
    public static StoreException Damaged(NpgsqlException exception, string place) => new($"{place} is damaged ({Of(exception)}). {Remedy}", exception) { IsDamage = true };

    /// <summary>A row does not have the checksum that it was stored with.</summary>
    public static StoreException DamagedRow(string what, int shard, string place) =>
        new($"{place}: {what} of shard {shard} is damaged, its checksum does not hold. {Remedy}") { IsDamage = true };

    private const string Remedy = "Restore a backup of it, or give an empty database to begin without what was known; look at the server's disk first.";

    private static string Of(NpgsqlException exception) => exception is PostgresException refused
        ? $"{refused.SqlState}: {refused.MessageText}"
        : exception.InnerException is { } inner ? $"{exception.Message.TrimEnd('.')}: {inner.Message}" : exception.Message;
}
