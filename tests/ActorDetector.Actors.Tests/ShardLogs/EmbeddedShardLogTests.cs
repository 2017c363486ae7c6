using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.ShardLogs.Embedded;
using static ActorDetector.Actors.Tests.ShardLogs.LogFolder;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.Actors.Tests.ShardLogs;

public sealed class EmbeddedShardLogTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reader_reads_on_from_any_entry()
    {
        await using EmbeddedShardLog log = _folder.Open();
        for (int i = 0; i < 200; i++)
            await Append(log, i % ShardCount, Payload(i, 2000));
        _folder.Segments().Length.ShouldBeGreaterThan(3);
        List<(long Position, long Next, byte[]? Payload)> all = ReadAll(log, 2);
        for (int i = 0; i < all.Count; i++)
            Payloads(log, 2, all[i].Next).ShouldBe(all.Skip(i + 1).Select(entry => entry.Payload));
        all.Select(entry => entry.Position).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public async Task Reading_allocates_nothing_by_entry()
    {
        const int Entries = 3000;
        await using EmbeddedShardLog log = _folder.Open();
        await log.AppendAsync([.. Enumerable.Range(0, Entries).Select(i => new ShardEntry(i % ShardCount, Payload(i, 200)))], Soon());
        long least = long.MaxValue;
        for (int trial = 0; trial < 3; trial++)
        {
            using IShardLogReader reader = log.Read(1, 0);
            reader.TryRead(out _).ShouldBeTrue();
            long before = GC.GetAllocatedBytesForCurrentThread();
            while (reader.TryRead(out _))
            {
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBeLessThan(Entries);
    }

    [Fact]
    public async Task Released_segments_are_deleted_except_for_the_bytes_that_are_kept()
    {
        await using EmbeddedShardLog log = _folder.Open(Small with { LogKeepBytes = 200_000 });
        for (int i = 0; i < 300; i++)
            await Append(log, i % ShardCount, Payload(i, 2000));
        log.Status.WaitingBytes.ShouldBe(300 * 2020);
        int before = _folder.Segments().Length;
        log.Release(0, long.MaxValue);
        log.Release(1, long.MaxValue);
        log.Status.WaitingBytes.ShouldBeGreaterThan(300 * 2020 - 10_000);
        _folder.Segments().Length.ShouldBe(before);
        log.Release(2, long.MaxValue);
        log.Status.WaitingBytes.ShouldBe(0);
        await Eventually.IsTrue(() => log.Status.Bytes <= 200_000 + Small.LogSegmentBytes);
        log.Status.Bytes.ShouldBeGreaterThan(200_000 - Small.LogSegmentBytes);
        _folder.Segments().Sum(file => new FileInfo(file).Length).ShouldBe(log.Status.Bytes);
        NumberOf(Payloads(log, 0)[0]).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_shard_without_entries_does_not_hold_the_log()
    {
        await using EmbeddedShardLog log = _folder.Open();
        for (int i = 0; i < 200; i++)
            await Append(log, 0, Payload(i, 2000));
        log.Release(0, ReadAll(log, 0)[^1].Next);
        await Eventually.IsTrue(() => _folder.Segments().Length == 1);
    }

    [Fact]
    public async Task Appending_waits_while_the_log_is_full_and_goes_on_in_order_after_a_release()
    {
        await using EmbeddedShardLog log = _folder.Open();
        int accepted = 0;
        for (; !log.Status.IsFull; accepted++)
        {
            Task append = Append(log, 0, Payload(accepted, 10_000)).AsTask();
            await Eventually.IsTrue(() => append.IsCompleted || log.Status.IsFull);
            if (!append.IsCompleted)
                break;
        }

        log.Status.Bytes.ShouldBeLessThanOrEqualTo(Small.LogMaxBytes);
        accepted.ShouldBe((int)(Small.LogMaxBytes / 10_020));
        Task[] waiting = [.. Enumerable.Range(accepted + 1, 10).Select(number => Append(log, 1, Payload(number)).AsTask())];
        waiting.ShouldAllBe(append => !append.IsCompleted);

        log.Release(0, ReadAll(log, 0)[accepted / 2].Next);
        await Task.WhenAll(waiting);
        await Eventually.IsTrue(() => !log.Status.IsFull);
        NumberOf(Payloads(log, 0)[^1]).ShouldBe(accepted);
        Payloads(log, 1).ShouldBe(Enumerable.Range(accepted + 1, 10).Select(number => Payload(number)));
        log.Status.Bytes.ShouldBeLessThanOrEqualTo(Small.LogMaxBytes);
    }

    [Fact]
    public async Task Kept_segments_give_way_before_appending_waits()
    {
        await using EmbeddedShardLog log = _folder.Open(Small with { LogKeepBytes = 1 << 30 });
        for (int i = 0; i < 500; i++)
        {
            await Append(log, 0, Payload(i, 10_000));
            log.Release(0, long.MaxValue);
            log.Status.Bytes.ShouldBeLessThanOrEqualTo(Small.LogMaxBytes);
        }

        log.Status.Bytes.ShouldBeGreaterThan(Small.LogMaxBytes - 2 * Small.LogSegmentBytes);
    }

    [Fact]
    public async Task A_cancelled_append_that_waits_for_room_leaves_nothing_and_lets_others_go_on()
    {
        await using EmbeddedShardLog log = _folder.Open();
        int accepted = await Fill(log);
        using CancellationTokenSource cancelling = new();
        Task cancelled = log.AppendAsync([new(1, Payload(1, 20_000))], cancelling.Token).AsTask();
        Task other = Append(log, 2, Payload(2)).AsTask();
        await cancelling.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        log.Release(0, long.MaxValue);
        await other;
        Payloads(log, 1).ShouldBeEmpty();
        Payloads(log, 2).ShouldBe([Payload(2)]);
        accepted.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_append_that_waits_for_room_is_told_when_the_log_is_closed()
    {
        EmbeddedShardLog log = _folder.Open();
        await Fill(log);
        Task waiting = Append(log, 1, Payload(1, 20_000)).AsTask();
        await log.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(waiting);
        await Should.ThrowAsync<ObjectDisposedException>(Append(log, 1, Payload(1)).AsTask());
    }

    [Fact]
    public async Task An_entry_that_is_too_long_or_of_no_shard_is_refused_by_name()
    {
        await using EmbeddedShardLog log = _folder.Open();
        (await Should.ThrowAsync<ArgumentException>(Append(log, 0, new byte[Small.MaxEntryBytes + 1]).AsTask())).Message.ShouldContain("--max-entry-bytes");
        (await Should.ThrowAsync<ArgumentException>(Append(log, ShardCount, Payload(1)).AsTask())).Message.ShouldContain($"Shard {ShardCount}");
        await Append(log, 0, new byte[Small.MaxEntryBytes]);
        Payloads(log, 0).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Entries_longer_than_a_segment_have_one_each()
    {
        ShardLogOptions options = Small with { MaxEntryBytes = 200_000 };
        await using EmbeddedShardLog log = _folder.Open(options);
        await Append(log, 0, Payload(1, 200_000), Payload(2), Payload(3, 150_000));
        await Append(log, 1, Payload(4));
        Payloads(log, 0).ShouldBe([Payload(1, 200_000), Payload(2), Payload(3, 150_000)]);
        Payloads(log, 1).ShouldBe([Payload(4)]);
    }

    [Fact]
    public async Task Entries_are_found_by_position_and_around_one()
    {
        await using EmbeddedShardLog log = _folder.Open();
        for (int i = 0; i < 600; i++)
            await Append(log, i % ShardCount, Payload(i, i % 2 == 0 ? 100 : 2500));
        List<(long Position, long Next, byte[]? Payload)> all = ReadAll(log, 1);
        long[] positions = [.. all.Select(entry => entry.Position)];
        foreach (int at in (int[])[0, 1, 57, 100, 198, 199])
        {
            log.Find(1, positions[at]).ShouldBe(all[at].Payload);
            log.Find(0, positions[at]).ShouldBeNull();
            log.Find(1, positions[at] + 1).ShouldBeNull();
            log.Around(1, positions[at], after: true, 20).ShouldBe(positions.Skip(at).Take(20));
            log.Around(1, positions[at] + 1, after: true, 20).ShouldBe(positions.Skip(at + 1).Take(20));
            log.Around(1, positions[at], after: false, 20).ShouldBe(positions.Take(at).Reverse().Take(20));
        }

        log.Around(1, 0, after: true, 1000).ShouldBe(positions);
        log.Around(1, long.MaxValue, after: false, 1000).ShouldBe(positions.Reverse());
        log.Find(1, long.MaxValue).ShouldBeNull();
        log.Find(1, -1).ShouldBeNull();
    }

    [Fact]
    public async Task Another_number_of_shards_is_refused()
    {
        await using (EmbeddedShardLog log = _folder.Open())
            await Append(log, 0, Payload(1));
        Should.Throw<ShardLogException>(() => _folder.Open(shards: 4)).Message.ShouldContain("made for 3 shards, not 4");
        await using EmbeddedShardLog again = _folder.Open();
        Payloads(again, 0).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"Format\":1", "\"Format\":2", "format 2")]
    [InlineData("{", "", "damaged")]
    [InlineData("\"Shards\":3", "\"Shards\":-3", "damaged")]
    public async Task A_newer_format_and_a_damaged_one_are_refused(string old, string now, string message)
    {
        await _folder.Open().DisposeAsync();
        string path = Path.Combine(_folder.Path, "shardlog.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(old, now, StringComparison.Ordinal));
        Should.Throw<ShardLogException>(() => _folder.Open()).Message.ShouldContain(message);
    }

    [Fact]
    public async Task Segments_without_their_identity_are_refused()
    {
        await using (EmbeddedShardLog log = _folder.Open())
            await Append(log, 0, Payload(1));
        File.Delete(Path.Combine(_folder.Path, "shardlog.json"));
        Should.Throw<ShardLogException>(() => _folder.Open()).Message.ShouldContain("is missing beside log files");
    }

    [Fact]
    public async Task A_second_owner_is_refused_by_the_name_of_the_first()
    {
        await using (EmbeddedShardLog log = _folder.Open())
            Should.Throw<ShardLogException>(() => _folder.Open()).Message.ShouldContain($"in use by process {Environment.ProcessId}");
        await _folder.Open().DisposeAsync();
    }

    [Fact]
    public async Task A_position_behind_the_end_is_refused()
    {
        await using EmbeddedShardLog log = _folder.Open();
        await Append(log, 0, Payload(1));
        long end = ReadAll(log, 0)[0].Next;
        log.Read(0, end).Dispose();
        Should.Throw<ShardLogException>(() => log.Read(0, end + 1)).Message.ShouldContain($"ends at {end}");
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Should.Throw<ValidationException>(() => _folder.Open(Small with { LogSegmentBytes = 1 << 20 })).Message.ShouldContain("--log-segment-bytes");
        Should.Throw<ValidationException>(() => _folder.Open(Small with { MaxEntryBytes = 1 << 20 })).Message.ShouldContain("--max-entry-bytes");
        Should.Throw<ValidationException>(() => _folder.Open(Small with { LogMaxBytes = 1 })).Message.ShouldContain(nameof(ShardLogOptions.LogMaxBytes));
    }

    private static async Task<int> Fill(EmbeddedShardLog log)
    {
        int entries = 0;
        while (log.Status.Bytes + 10_020 <= Small.LogMaxBytes)
            await Append(log, 0, Payload(entries++, 10_000));
        return entries;
    }
}
