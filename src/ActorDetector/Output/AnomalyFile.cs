using ActorDetector.CommandLine;

namespace ActorDetector.Output;

/// <summary>Opens files of anomalies: JSON Lines or CSV, as the file's name ends.</summary>
public static class AnomalyFile
{
    /// <summary>Creates the file.</summary>
    /// <exception cref="UsageException">The name ends in nothing that is known.</exception>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public static IAnomalyWriter Create(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string extension = Path.GetExtension(path).ToLowerInvariant();
        return extension switch
        {
            ".jsonl" or ".ndjson" or ".json" => new JsonLinesAnomalyWriter(Open(path)),
            ".csv" => new CsvAnomalyWriter(Open(path)),
            _ => throw new UsageException($"{Printable.Shorten(path, 200)} must end in .jsonl, .ndjson or .json (JSON Lines) or in .csv"),
        };
    }

    private static FileStream Open(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.Read);
}
