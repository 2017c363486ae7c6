using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.ShardLogs.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using static ActorDetector.Actors.Tests.ShardLogs.LogFolder;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.Actors.Tests.ShardLogs;

public sealed class EmbeddedShardLogDiskTests
{
    private static readonly ShardLogOptions Options = new() { LogMaxBytes = 1 << 26, LogSegmentBytes = 1 << 20, MaxEntryBytes = 1 << 20 };

    [RootFact]
    public async Task A_full_disk_makes_appending_wait_until_space_is_freed_and_loses_nothing()
    {
        using SmallDisk disk = new();
        string ballast = Path.Combine(disk.Path, "ballast");
        File.WriteAllBytes(ballast, new byte[2 << 20]);
        string path = Path.Combine(disk.Path, "log");
        Task last;
        int appended = 0;
        await using (EmbeddedShardLog log = OpenAt(path, Options))
        {
            while (true)
            {
                last = Append(log, appended % ShardCount, Payload(appended, 50_000)).AsTask();
                appended++;
                await Eventually.IsTrue(() => last.IsCompleted || log.Status.Trouble is not null);
                if (!last.IsCompleted)
                    break;
            }

            log.Status.Trouble!.ShouldContain("no space left on");
            using CancellationTokenSource cancelling = new();
            Task cancelled = log.AppendAsync([new(0, Payload(1000, 10))], cancelling.Token).AsTask();
            await cancelling.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(cancelled);

            // What a kill would leave now is whole.
            new FileInfo(Directory.GetFiles(path, "*.log").Max()!).Length.ShouldBeLessThan(1 << 20);
            log.Status.Bytes.ShouldBe((appended - 1) * 50_020L);
            Directory.GetFiles(path, "*.log").Sum(file => new FileInfo(file).Length).ShouldBe(log.Status.Bytes);

            File.Delete(ballast);
            await last.WaitAsync(Soon());
            log.Status.Trouble.ShouldBeNull();
        }

        await using EmbeddedShardLog again = OpenAt(path, Options);
        again.Status.TornBytes.ShouldBe(0);
        for (int shard = 0; shard < ShardCount; shard++)
            Payloads(again, shard).ShouldBe(Enumerable.Range(0, appended).Where(i => i % ShardCount == shard).Select(i => Payload(i, 50_000)));
    }

    [RootFact]
    public async Task A_log_on_a_read_only_disk_is_refused_with_what_to_do()
    {
        using SmallDisk disk = new();
        string path = Path.Combine(disk.Path, "log");
        await using (EmbeddedShardLog log = OpenAt(path))
            await Append(log, 0, Payload(1));
        disk.Remount("ro");
        Should.Throw<ShardLogException>(() => OpenAt(path)).Message.ShouldContain("read-only file system; mount it for writing");
        disk.Remount("rw");
        await using EmbeddedShardLog again = OpenAt(path);
        Payloads(again, 0).ShouldBe([Payload(1)]);
    }

    [Fact]
    public async Task A_folder_that_is_deleted_is_told_and_written_again_when_it_is_back()
    {
        using LogFolder folder = new();
        await using EmbeddedShardLog log = folder.Open();
        await Append(log, 0, Payload(1));
        Directory.Delete(folder.Path, recursive: true);
        Task append = Append(log, 0, Payload(2)).AsTask();
        await Eventually.IsTrue(() => log.Status.Trouble is not null);
        await Eventually.IsTrue(() => log.Status.Trouble!.Contains("make it again", StringComparison.Ordinal));
        append.IsCompleted.ShouldBeFalse();
        Directory.CreateDirectory(folder.Path);
        await append;
        log.Status.Trouble.ShouldBeNull();
        Payloads(log, 0).ShouldBe([Payload(1), Payload(2)]);
        await log.DisposeAsync();
        await using EmbeddedShardLog again = folder.Open();
        Payloads(again, 0).ShouldBe([Payload(2)]);
    }

    [Fact]
    public async Task Syncs_come_at_the_interval_and_only_when_the_option_says_so()
    {
        using LogFolder folder = new();
        foreach (LogSync sync in Enum.GetValues<LogSync>())
        {
            RecordingTime time = new();
            ShardLogOptions options = Small with { LogSync = sync, LogSyncInterval = TimeSpan.FromMilliseconds(123) };
            await using EmbeddedShardLog log = new(folder.Path, ShardCount, options, time, NullLogger.Instance);
            await Append(log, 0, Payload(1));
            await Append(log, 0, Payload(2));
            TimeSpan[] expected = sync == LogSync.Interval ? [options.LogSyncInterval] : [];
            time.Asked.Distinct().ShouldBe(expected);
        }
    }
}
