using ActorDetector.Detection.Bundles;
using ActorDetector.Storage.Postgres;
using ActorDetector.Storage.Rows;

namespace ActorDetector.Storage;

/// <remarks>A bundle is added, and fetched, in one transaction each: it is there with all its files, or not at all. Without it no shard goes on, so both
/// wait as commits do while the database is away.</remarks>
public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    /// <exception cref="BundleException">The folder cannot be read, or is empty.</exception>
    public async Task AddAsync(string version, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(version);
        try
        {
            string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
            if (files.Length == 0)
                throw new BundleException($"{folder} is not a model bundle: it has no files. Give the folder that training wrote.");
            await _connections.PersistAsync(connection => BundleRows.AddAsync(connection, version, files, cancellation), cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BundleException($"The model bundle {folder} cannot be read: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public async Task FetchAsync(string version, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(version);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        try
        {
            await _connections.PersistAsync(connection => BundleRows.FetchAsync(connection, _connections.Place, version, folder, cancellation), cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BundleException($"The model bundle {version} cannot be written to {folder}: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public async Task KeepAsync(IReadOnlySet<string> versions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(versions);
        byte[][] kept = [.. versions.Select(version => Texts.Bytes(version))];
        await ExecuteAsync(cancellation, new Statement("DELETE FROM bundles WHERE version <> ALL ($1)", [kept])).ConfigureAwait(false);
    }
}
