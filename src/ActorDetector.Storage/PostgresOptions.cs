using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Nodes;
using ActorDetector.Storage.Postgres;
using Npgsql;

namespace ActorDetector.Storage;

/// <summary>The PostgreSQL database of the store, where it is not a file.</summary>
public sealed record PostgresOptions : IValidatableObject
{
    /// <summary>The environment variable that may hold the password.</summary>
    public const string PasswordVariable = "ACTORDETECTOR_POSTGRES_PASSWORD";

    private const string Example = "'Host=db;Database=actordetector;Username=actordetector;SSL Mode=VerifyFull'";

    /// <summary>Its connection string, in Npgsql's words, without a password. Null for a store in the data folder.</summary>
    [Description("Keep the store in this PostgreSQL database, as " + Example + "; no password (default: in the data folder)")]
    public string? Postgres { get; init; }

    /// <summary>A file that holds the password and nothing else; else the variable <see cref="PasswordVariable"/> may.</summary>
    [Description("File with the password for PostgreSQL (default: the variable " + PasswordVariable + ")")]
    public string? PostgresPasswordFile { get; init; }

    /// <summary>Finds a connection string that cannot be one, or that has a password in it.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Postgres is null)
        {
            if (PostgresPasswordFile is not null)
                yield return new ValidationResult($"--postgres-password-file {PostgresPasswordFile} needs --postgres, as {Example}.");
            yield break;
        }

        string? trouble = TroubleOf(Postgres);
        if (trouble is not null)
            yield return new ValidationResult(trouble);
    }

    /// <summary>What a data source is made from: the connection string with the password, and with what the store needs.</summary>
    /// <param name="password">The value of <see cref="PasswordVariable"/>.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal NpgsqlConnectionStringBuilder ToConnectionString(string? password)
    {
        NpgsqlConnectionStringBuilder connection = new(Postgres)
        {
            MinPoolSize = 0,
            MaxPoolSize = Connections.Most,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            Enlist = false,
            // Each statement must see what was committed before it began.
            Options = @"-c default_transaction_isolation=read\ committed",
        };
        connection.ApplicationName ??= "actordetector";
        string? given = PostgresPasswordFile is null ? password : PasswordFile.Read("--postgres-password-file", PostgresPasswordFile);
        if (!string.IsNullOrEmpty(given))
            connection.Password = given;
        return connection;
    }

    private static string? TroubleOf(string text)
    {
        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            // The text is not told: who mistypes may have put a password in it.
            return $"--postgres is no connection string ({fault.Message}): write it as {Example}.";
        }

        if (connection.Password is not null)
            return $"--postgres has a password in it, which others could read in the list of processes: put it into a file, and give --postgres-password-file, or into the variable {PasswordVariable}.";
        if (string.IsNullOrWhiteSpace(connection.Host) || string.IsNullOrWhiteSpace(connection.Database))
            return $"--postgres '{text}' must name a Host and a Database, as {Example}.";
        return null;
    }
}
