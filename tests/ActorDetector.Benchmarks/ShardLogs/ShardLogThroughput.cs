using System.Diagnostics;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.ShardLogs.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Benchmarks.ShardLogs;

/// <summary>Bytes and entries a second that the embedded shard log accepts and gives back, and how long one appender waits. What it is
/// measured against is the disk: the same bytes written to one file with one sync for each entry.</summary>
public static class ShardLogThroughput
{
    private const int Shards = 16;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(5);

    /// <summary>Measures in a folder and prints.</summary>
    public static async Task<int> RunAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (int bytes in (int[])[1 << 10, 1 << 16])
        {
            double plain = PlainMicroseconds(Path.Combine(folder, "plain"), bytes);
            Console.WriteLine($"{bytes:N0} bytes, a plain file with a sync each: median {plain:N0} us");
            foreach (LogSync sync in Enum.GetValues<LogSync>())
            {
                await MeasureAsync(folder, bytes, sync, appenders: 1);
                await MeasureAsync(folder, bytes, sync, appenders: 64);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(string folder, int bytes, LogSync sync, int appenders)
    {
        string path = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
        ShardLogOptions options = new() { LogSync = sync, LogMaxBytes = 16L << 30 };
        List<double>[] latencies = [.. Enumerable.Range(0, appenders).Select(_ => new List<double>())];
        Stopwatch clock = Stopwatch.StartNew();
        EmbeddedShardLog log = new(path, Shards, options, TimeProvider.System, NullLogger.Instance);
        await Task.WhenAll(latencies.Select((own, appender) => Task.Run(async () =>
        {
            ShardEntry[] entry = [new(appender % Shards, new byte[bytes])];
            while (clock.Elapsed < Span && log.Status.Bytes < 4L << 30)
            {
                long start = Stopwatch.GetTimestamp();
                await log.AppendAsync(entry, CancellationToken.None);
                own.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        })));
        double writing = clock.Elapsed.TotalSeconds;
        double[] all = [.. latencies.SelectMany(own => own).Order()];

        clock.Restart();
        long read = 0, allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int shard = 0; shard < Shards; shard++)
        {
            using IShardLogReader reader = log.Read(shard, 0);
            while (reader.TryRead(out _))
                read++;
        }

        double reading = clock.Elapsed.TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        await log.DisposeAsync();
        clock.Restart();
        await new EmbeddedShardLog(path, Shards, options, TimeProvider.System, NullLogger.Instance).DisposeAsync();
        double opening = clock.Elapsed.TotalSeconds;
        double megabytes = all.Length * (double)bytes / 1e6;
        Console.WriteLine(
            $"  {sync}, {appenders} appenders: {megabytes / writing:N0} MB/s, {all.Length / writing:N0} entries/s, " +
            $"median {all[all.Length / 2]:N0} us, 99th {all[all.Length * 99 / 100]:N0} us; read by {Shards} shards {megabytes / reading:N0} MB/s, " +
            $"{allocated / (double)Math.Max(1, read):N1} bytes allocated an entry; opened {megabytes / opening:N0} MB/s");
        Directory.Delete(path, recursive: true);
    }

    private static double PlainMicroseconds(string path, int bytes)
    {
        List<double> times = [];
        byte[] entry = new byte[bytes];
        Stopwatch clock = Stopwatch.StartNew();
        using (FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            while (clock.Elapsed.TotalSeconds < 2)
            {
                long start = Stopwatch.GetTimestamp();
                file.Write(entry);
                file.Flush(flushToDisk: true);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        File.Delete(path);
        times.Sort();
        return times[times.Count / 2];
    }
}
