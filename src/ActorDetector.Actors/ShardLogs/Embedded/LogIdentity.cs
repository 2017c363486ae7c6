using System.Security.Cryptography;
using System.Text.Json;

namespace ActorDetector.Actors.ShardLogs.Embedded;

/// <summary>What is fixed when a log is made, as its file <c>shardlog.json</c> holds it.</summary>
/// <param name="Format">The version of the files' format.</param>
/// <param name="Shards">How many shards.</param>
/// <param name="Seal">The random number that its records are sealed with.</param>
internal sealed record LogIdentity(int Format, int Shards, ulong Seal)
{
    private const int KnownFormat = 1;
    private const string FileName = "shardlog.json";

    /// <summary>Reads it, or makes it in an empty folder.</summary>
    /// <exception cref="ShardLogException">It is damaged or missing, of another number of shards, or newer than this program.</exception>
    public static LogIdentity Open(string folder, int shards)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            if (Directory.EnumerateFiles(folder, "*.log").Any())
                throw new ShardLogException($"{path} is missing beside log files: put it back, or empty the folder; the lines in it are lost then.");
            LogIdentity made = new(KnownFormat, shards, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
            made.Write(folder);
            return made;
        }

        LogIdentity found = Read(path);
        if (found.Format > KnownFormat)
        {
            throw new ShardLogException(
                $"{path} says format {found.Format}, and this program knows formats up to {KnownFormat}: use the newer program that wrote it.");
        }

        if (found.Shards != shards)
        {
            throw new ShardLogException(
                $"The shard log in {folder} was made for {found.Shards} shards, not {shards}: say {found.Shards} shards, or start with an empty data folder.");
        }

        return found;
    }

    /// <summary>Writes it, durably, if it is not there.</summary>
    public void Write(string folder)
    {
        string path = Path.Combine(folder, FileName), fresh = path + ".new";
        if (File.Exists(path))
            return;
        using (FileStream file = File.Create(fresh))
        {
            JsonSerializer.Serialize(file, this);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
        FolderSync.Sync(folder);
    }

    private static LogIdentity Read(string path)
    {
        try
        {
            LogIdentity? found = JsonSerializer.Deserialize<LogIdentity>(File.ReadAllBytes(path));
            if (found is { Format: > 0, Shards: > 0 })
                return found;
        }
        catch (JsonException error)
        {
            throw Damaged(path, error);
        }

        throw Damaged(path, null);
    }

    private static ShardLogException Damaged(string path, Exception? error) =>
        new($"{path} is damaged: put it back from a copy, or empty its folder; the lines in it are lost then.", error);
}
