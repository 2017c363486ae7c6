namespace ActorDetector.Detection.Bundles;

/// <summary>Puts a bundle's files in the place of what a folder held, all at once.</summary>
internal static class BundleReplacement
{
    /// <summary>Does nothing when the folder may be replaced: it is not there, is empty, or holds nothing but files of a bundle.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="manifest">The file that a bundle has.</param>
    /// <param name="files">The names of all files that a bundle may have.</param>
    /// <exception cref="BundleException">It holds something else.</exception>
    public static void Check(string folder, string manifest, IReadOnlyCollection<string> files)
    {
        if (File.Exists(folder))
            throw new BundleException($"{folder} is a file; -o names the folder of a model bundle.");
        if (!Directory.Exists(folder))
            return;
        string[] held = [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal)];
        if (held.FirstOrDefault(name => !files.Contains(name)) is { } other)
            throw new BundleException($"{folder} holds {other}, which is no part of a model bundle; it is left alone. Name another folder with -o.");
        if (held.Length > 0 && !held.Contains(manifest))
            throw new BundleException($"{folder} is not a model bundle: it has no {manifest}; it is left alone. Name another folder with -o.");
    }

    /// <summary>Writes files under a temporary name beside the folder, synced, and renames them into its place. Whatever fails, the
    /// folder holds either the files before or the new ones.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The files by their names.</param>
    /// <param name="keepAs">Where the files before are moved to; null when they are deleted.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be written.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files, string? keepAs = null)
    {
        string suffix = Path.GetRandomFileName();
        string temporary = $"{folder}.new-{suffix}";
        string previous = keepAs ?? $"{folder}.old-{suffix}";
        Directory.CreateDirectory(temporary);
        try
        {
            foreach ((string name, byte[] bytes) in files)
            {
                using FileStream stream = new(Path.Combine(temporary, name), FileMode.CreateNew);
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            Rename(temporary, folder, previous, keepAs is not null);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Rename(string temporary, string folder, string previous, bool keeps)
    {
        bool replaces = Directory.Exists(folder);
        if (replaces)
            Directory.Move(folder, previous);
        try
        {
            Directory.Move(temporary, folder);
        }
        catch when (replaces)
        {
            Directory.Move(previous, folder);
            throw;
        }

        if (replaces && !keeps)
            Directory.Delete(previous, recursive: true);
    }
}
