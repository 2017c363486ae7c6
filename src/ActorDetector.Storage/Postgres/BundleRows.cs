using System.Data;
using System.Security.Cryptography;
using ActorDetector.Actors.ShardLogs.Embedded;
using ActorDetector.Detection.Bundles;
using ActorDetector.Storage.Rows;
using Npgsql;

namespace ActorDetector.Storage.Postgres;

/// <summary>A model bundle's files as rows, and back.</summary>
internal static class BundleRows
{
    private const string Remedy = "start a node with --model and its folder, let another model judge, or restore a backup of the database";

    /// <summary>Adds the files of a bundle, or replaces those that are not as they were added; tells how many, 0 when it was there.</summary>
    public static async Task<int> AddAsync(NpgsqlConnection connection, string version, string[] paths, CancellationToken cancellation)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        // Who adds the same at once waits here until this is committed, and finds it there.
        long bundle = (await connection.QueryAsync(
            new(
                "INSERT INTO bundles (version) VALUES ($1) ON CONFLICT (sha256(version)) DO UPDATE SET version = excluded.version RETURNING number",
                Texts.Bytes(version)),
            row => row.GetInt64(0), cancellation).ConfigureAwait(false))[0];
        if (await HasAsync(connection, bundle, paths, cancellation).ConfigureAwait(false))
            return 0;
        await connection.ExecuteAsync(
            new("DELETE FROM bundle_files WHERE bundle = $1", bundle), new Statement("DELETE FROM bundle_chunks WHERE bundle = $1", bundle)).ConfigureAwait(false);
        for (int file = 0; file < paths.Length; file++)
            await AddAsync(connection, bundle, file, paths[file], cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return paths.Length;
    }

    /// <summary>Writes the files of a bundle under a temporary name beside a folder, synced, and renames them; tells how many.</summary>
    /// <exception cref="BundleException">There is none of this version, a file is not as its SHA-256 says, or has a name that leads elsewhere.</exception>
    /// <exception cref="IOException">The folder is there, or cannot be written.</exception>
    public static async Task<int> FetchAsync(NpgsqlConnection connection, string place, string version, string folder, CancellationToken cancellation)
    {
        // One view of all rows: who lets go of the bundle meanwhile does not make it a damaged one.
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation).ConfigureAwait(false);
        List<StoredFile> files = await connection.QueryAsync(
            new(
                "SELECT bundle, file, name, sha256 FROM bundle_files JOIN bundles ON bundles.number = bundle WHERE sha256(version) = sha256($1) ORDER BY file",
                Texts.Bytes(version)),
            row => new StoredFile(row.GetInt64(0), row.GetInt32(1), row.Text(2), row.Bytes(3)), cancellation).ConfigureAwait(false);
        if (files.Count == 0)
            throw new BundleException($"{place} has no model bundle {version}: {Remedy}.");
        string temporary = $"{folder}.new-{Path.GetRandomFileName()}";
        Directory.CreateDirectory(temporary);
        try
        {
            foreach (StoredFile file in files)
            {
                if (!IsName(file.Name, temporary))
                    throw new BundleException($"{place} has a model bundle {version} with a file '{file.Name}', which is no name of a file: somebody changed it; {Remedy}.");
                if (!await WriteAsync(connection, file, Path.Combine(temporary, file.Name), cancellation).ConfigureAwait(false))
                    throw new BundleException($"{place} has a damaged model bundle {version}: {file.Name} is not as its SHA-256 says; {Remedy}.");
            }

            FolderSync.Sync(temporary);
            Directory.Move(temporary, folder);
            FolderSync.Sync(Path.GetDirectoryName(folder)!);
            return files.Count;
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    // Whether a bundle is whole: a version says what its files hold.
    private static async Task<bool> HasAsync(NpgsqlConnection connection, long bundle, string[] paths, CancellationToken cancellation)
    {
        List<(string Name, string Said, string Holds)> files = await connection.QueryAsync(
            new(
                """
                SELECT name, sha256, sha256((SELECT coalesce(string_agg(content, '' ORDER BY chunk), '') FROM bundle_chunks AS part WHERE part.bundle = whole.bundle AND part.file = whole.file))
                FROM bundle_files AS whole WHERE bundle = $1 ORDER BY file
                """,
                bundle),
            row => (row.Text(0), Convert.ToHexString(row.Bytes(1)), Convert.ToHexString(row.Bytes(2))), cancellation).ConfigureAwait(false);
        if (files.Count != paths.Length)
            return false;
        for (int file = 0; file < paths.Length; file++)
        {
            await using FileStream stream = File.OpenRead(paths[file]);
            string holds = Convert.ToHexString(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
            if (files[file] != (Path.GetFileName(paths[file]), holds, holds))
                return false;
        }

        return true;
    }

    private static async Task AddAsync(NpgsqlConnection connection, long bundle, int file, string path, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using FileStream stream = File.OpenRead(path);
        byte[] buffer = new byte[Bounds.Chunk];
        for (int chunk = 0; await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) is > 0 and int length; chunk++)
        {
            hash.AppendData(buffer, 0, length);
            await connection.ExecuteAsync(
                new Statement("INSERT INTO bundle_chunks (bundle, file, chunk, content) VALUES ($1, $2, $3, $4)", bundle, file, chunk, buffer.AsMemory(0, length))).ConfigureAwait(false);
        }

        await connection.ExecuteAsync(
            new Statement(
                "INSERT INTO bundle_files (bundle, file, name, sha256) VALUES ($1, $2, $3, $4)", bundle, file, Texts.Bytes(Path.GetFileName(path)), hash.GetHashAndReset()))
            .ConfigureAwait(false);
    }

    // Whether it is as its SHA-256 says.
    private static async Task<bool> WriteAsync(NpgsqlConnection connection, StoredFile file, string path, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using FileStream stream = new(path, FileMode.CreateNew);
        await using NpgsqlBatch batch = Database.Batch(
            connection, [new("SELECT content FROM bundle_chunks WHERE bundle = $1 AND file = $2 ORDER BY chunk", file.Bundle, file.File)]);
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            byte[] content = reader.Bytes(0);
            hash.AppendData(content);
            await stream.WriteAsync(content, cancellation).ConfigureAwait(false);
        }

        stream.Flush(flushToDisk: true);
        return hash.GetHashAndReset().AsSpan().SequenceEqual(file.Sha256);
    }

    // On any system: the name of a file of the folder, and no way out of it.
    private static bool IsName(string name, string folder) =>
        !name.AsSpan().ContainsAny("/\\:\0") && Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, name))) == folder;

    private sealed record StoredFile(long Bundle, int File, string Name, byte[] Sha256);
}
