using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.ShardLogs.Embedded;
using FsCheck;
using FsCheck.Fluent;
using static ActorDetector.Actors.Tests.ShardLogs.LogFolder;
using static ActorDetector.Tests.ShardLogs.Entries;

namespace ActorDetector.Actors.Tests.ShardLogs;

public sealed class EmbeddedShardLogCrashTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cut_at_any_byte_the_log_is_a_prefix_and_can_be_written_on()
    {
        const int Entries = 12;
        await using (EmbeddedShardLog log = _folder.Open())
        {
            for (int i = 0; i < Entries; i++)
                await Append(log, i % ShardCount, Payload(i, 10 + i));
        }

        string segment = _folder.Segments()[^1];
        byte[] whole = File.ReadAllBytes(segment);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(segment, whole[..length]);
            await using EmbeddedShardLog log = _folder.Open();
            int count = Enumerable.Range(0, ShardCount).Sum(shard => Payloads(log, shard).Length);
            long kept = Enumerable.Range(0, count).Sum(i => 30L + i);
            log.Status.TornBytes.ShouldBe(length - kept);
            (length - kept).ShouldBeLessThan(30 + count);
            await Append(log, 0, Payload(99));
            for (int shard = 0; shard < ShardCount; shard++)
            {
                IEnumerable<byte[]> expected = Enumerable.Range(0, count).Where(i => i % ShardCount == shard).Select(i => Payload(i, 10 + i));
                Payloads(log, shard).ShouldBe(shard == 0 ? expected.Append(Payload(99)) : expected);
            }

            log.Status.DamagedEntries.ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(LogSync.Always)]
    [InlineData(LogSync.Interval)]
    [InlineData(LogSync.Never)]
    public async Task Killed_at_any_moment_the_log_has_all_that_was_accepted_and_nothing_else(LogSync sync)
    {
        ShardLogOptions options = Small with { LogSync = sync, LogMaxBytes = 1 << 22 };
        await using EmbeddedShardLog log = _folder.Open(options);
        int accepted = 0;
        Task appending = Task.Run(async () =>
        {
            for (int i = 0; i < 900; i++)
            {
                await Append(log, i % ShardCount, Payload(i, 500 + i % 7 * 400));
                Volatile.Write(ref accepted, i + 1);
            }
        });
        for (int copy = 0; copy < 12; copy++)
        {
            int enough = copy * 70;
            await Eventually.IsTrue(() => Volatile.Read(ref accepted) >= enough);
            int before = Volatile.Read(ref accepted);
            string path = _folder.Copy($"copy{copy}");
            await using EmbeddedShardLog copied = OpenAt(path, options);
            byte[]?[][] found = [.. Enumerable.Range(0, ShardCount).Select(shard => Payloads(copied, shard))];
            int count = found.Sum(payloads => payloads.Length);
            count.ShouldBeGreaterThanOrEqualTo(before);
            for (int shard = 0; shard < ShardCount; shard++)
                found[shard].ShouldBe(Enumerable.Range(0, count).Where(i => i % ShardCount == shard).Select(i => Payload(i, 500 + i % 7 * 400)));
            copied.Status.DamagedEntries.ShouldBe(0);
        }

        await appending;
    }

    [Theory]
    [InlineData(LogSync.Interval)]
    [InlineData(LogSync.Never)]
    public async Task Positions_that_a_power_cut_took_are_not_given_again(LogSync sync)
    {
        ShardLogOptions options = Small with { LogSync = sync };
        EmbeddedShardLog log = _folder.Open(options);
        await Append(log, 0, Payload(1), Payload(2), Payload(3));
        List<(long Position, long Next, byte[]? Payload)> all = ReadAll(log, 0);
        string copy = _folder.Copy("copy");
        await log.DisposeAsync();
        string segment = Directory.GetFiles(copy, "*.log").Single();
        File.WriteAllBytes(segment, File.ReadAllBytes(segment)[..(int)all[1].Position]);

        for (int run = 0; run < 3; run++)
        {
            await using EmbeddedShardLog again = OpenAt(copy, options);
            Payloads(again, 0, all[2].Next).Length.ShouldBe(run);
            await Append(again, 0, Payload(4));
            Payloads(again, 0, all[2].Next).ShouldBe(Enumerable.Repeat(Payload(4), run + 1));
            Payloads(again, 0).ShouldBe(Enumerable.Repeat(Payload(4), run + 1).Prepend(Payload(1)));
            again.Status.DamagedEntries.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Flipped_bytes_never_give_a_wrong_payload_and_every_lost_entry_is_told()
    {
        const int Entries = 120;
        await using (EmbeddedShardLog log = _folder.Open())
        {
            for (int i = 0; i < Entries; i += 10)
                await log.AppendAsync([.. Enumerable.Range(i, 10).Select(n => new ShardEntry(n % ShardCount, Payload(n, 100 + n * 37 % 2500)))], Soon());
        }

        byte[][] files = [.. _folder.Segments().Select(File.ReadAllBytes)];
        string[] names = _folder.Segments();
        int total = files.Sum(file => file.Length);
        Gen<(int, byte)[]> flips = (from at in Gen.Choose(0, total - 1) from bits in Gen.Choose(1, 255) select (at, (byte)bits))
            .ArrayOf().Where(some => some.Length is > 0 and < 20);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(flips.ToArbitrary(), some =>
        {
            byte[][] damaged = [.. files.Select(file => file.ToArray())];
            foreach ((int at, byte bits) in some)
            {
                int file = 0, offset = at;
                for (; offset >= damaged[file].Length; file++)
                    offset -= damaged[file].Length;
                damaged[file][offset] ^= bits;
            }

            for (int i = 0; i < files.Length; i++)
                File.WriteAllBytes(names[i], damaged[i]);
            EmbeddedShardLog log = _folder.Open();
            bool isTorn = log.Status.TornBytes > 0;
            for (int shard = 0; shard < ShardCount; shard++)
                ShouldTellOfEveryLoss(log, shard, Entries, isTorn);
            log.DisposeAsync().AsTask().Wait();
            for (int i = 0; i < files.Length; i++)
                File.WriteAllBytes(names[i], files[i]);
        }));
    }

    [Fact]
    public async Task A_last_entry_that_is_not_whole_is_cut_off_although_its_length_is_there()
    {
        await using (EmbeddedShardLog log = _folder.Open())
            await Append(log, 0, Payload(1), Payload(2, 500));
        Flip(_folder.Segments()[0], new FileInfo(_folder.Segments()[0]).Length - 1);
        await using EmbeddedShardLog again = _folder.Open();
        again.Status.TornBytes.ShouldBe(520);
        await Append(again, 0, Payload(3));
        Payloads(again, 0).ShouldBe([Payload(1), Payload(3)]);
    }

    [Fact]
    public async Task A_damaged_payload_is_told_to_its_shard_and_a_damaged_header_to_all()
    {
        long[] positions;
        await using (EmbeddedShardLog log = _folder.Open())
        {
            for (int i = 0; i < 9; i++)
                await Append(log, i % ShardCount, Payload(i, 50));
            positions = [.. ReadAll(log, 1).Select(entry => entry.Position)];
        }

        Flip(_folder.Segments()[0], positions[0] + 30);
        await using (EmbeddedShardLog log = _folder.Open())
        {
            Payloads(log, 0).ShouldBe([Payload(0, 50), Payload(3, 50), Payload(6, 50)]);
            Payloads(log, 1).ShouldBe([null, Payload(4, 50), Payload(7, 50)]);
            log.Status.DamagedEntries.ShouldBe(1);
        }

        Flip(_folder.Segments()[0], positions[1] + 8);
        await using (EmbeddedShardLog log = _folder.Open())
        {
            Payloads(log, 0).ShouldBe([Payload(0, 50), Payload(3, 50), null, Payload(6, 50)]);
            Payloads(log, 1).ShouldBe([null, null, Payload(7, 50)]);
            Payloads(log, 2).ShouldBe([Payload(2, 50), null, Payload(5, 50), Payload(8, 50)]);
            log.Status.DamagedEntries.ShouldBe(2);
            log.Status.TornBytes.ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_segment_that_is_gone_from_the_middle_is_one_damage()
    {
        await using (EmbeddedShardLog log = _folder.Open())
        {
            for (int i = 0; i < 200; i++)
                await Append(log, 0, Payload(i, 2000));
        }

        File.Delete(_folder.Segments()[2]);
        await using EmbeddedShardLog again = _folder.Open();
        List<(long Position, long Next, byte[]? Payload)> all = ReadAll(again, 0);
        all.Count(entry => entry.Payload is null).ShouldBe(1);
        (long position, long next, _) = all.Single(entry => entry.Payload is null);
        (next - position).ShouldBe((200 - (all.Count - 1)) * 2020);
    }

    [Fact]
    public async Task A_payload_that_is_a_copy_of_the_log_is_never_taken_for_entries()
    {
        await using (EmbeddedShardLog log = _folder.Open())
        {
            await Append(log, 0, Payload(1, 100));
            byte[] copy = File.ReadAllBytes(_folder.Segments()[0]);
            await Append(log, 0, [.. copy, .. copy], Payload(2));
        }

        Flip(_folder.Segments()[0], 120 + 4);
        await using EmbeddedShardLog again = _folder.Open();
        Payloads(again, 0).ShouldBe([Payload(1, 100), null, Payload(2)]);
    }

    private static void ShouldTellOfEveryLoss(IShardLog log, int shard, int entries, bool isTorn)
    {
        bool damage = false;
        int expected = shard;
        foreach (byte[]? payload in Payloads(log, shard))
        {
            if (payload is null)
            {
                damage = true;
                continue;
            }

            int number = int.Parse(payload.AsSpan(0, 10), System.Globalization.CultureInfo.InvariantCulture);
            payload.ShouldBe(Payload(number, 100 + number * 37 % 2500));
            number.ShouldBeGreaterThanOrEqualTo(expected);
            (number == expected || damage).ShouldBeTrue($"entries {expected} to {number} of shard {shard} are missing in silence");
            (expected, damage) = (number + ShardCount, false);
        }

        (expected >= entries || damage || isTorn).ShouldBeTrue($"entries from {expected} of shard {shard} are missing in silence");
    }

    private static void Flip(string file, long at)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }
}
