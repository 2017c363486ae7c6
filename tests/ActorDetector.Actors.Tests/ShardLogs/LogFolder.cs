using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.ShardLogs.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Actors.Tests.ShardLogs;

/// <summary>A folder for one test's logs, gone when the test is.</summary>
internal sealed class LogFolder : IDisposable
{
    /// <summary>Small sizes, so that a test has many segments.</summary>
    public static readonly ShardLogOptions Small = new() { LogMaxBytes = 1 << 20, LogSegmentBytes = 1 << 16, LogKeepBytes = 0, MaxEntryBytes = 1 << 15 };

    public const int ShardCount = 3;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("actordetector-");

    public string Path => System.IO.Path.Combine(_root.FullName, "log");

    public static EmbeddedShardLog OpenAt(string path, ShardLogOptions? options = null, int shards = ShardCount) =>
        new(path, shards, options ?? Small, TimeProvider.System, NullLogger.Instance);

    public EmbeddedShardLog Open(ShardLogOptions? options = null, int shards = ShardCount) => OpenAt(Path, options, shards);

    public string[] Segments() => [.. Directory.GetFiles(Path, "*.log").Order(StringComparer.Ordinal)];

    /// <summary>A copy of the folder as it is at this moment: what a kill would leave.</summary>
    public string Copy(string name)
    {
        string copy = System.IO.Path.Combine(_root.FullName, name);
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.GetFiles(Path).Where(file => System.IO.Path.GetFileName(file) is not "lock"))
            File.Copy(file, System.IO.Path.Combine(copy, System.IO.Path.GetFileName(file)), overwrite: true);
        return copy;
    }

    /// <summary>All that a shard's reader gives now; null for damage.</summary>
    public static List<(long Position, long Next, byte[]? Payload)> ReadAll(IShardLog log, int shard, long from = 0)
    {
        using IShardLogReader reader = log.Read(shard, from);
        List<(long, long, byte[]?)> all = [];
        while (reader.TryRead(out LogEntry entry))
            all.Add((entry.Position, entry.Next, entry.Payload?.ToArray()));
        return all;
    }

    public static byte[]?[] Payloads(IShardLog log, int shard, long from = 0) => [.. ReadAll(log, shard, from).Select(entry => entry.Payload)];

    public void Dispose() => _root.Delete(recursive: true);
}
