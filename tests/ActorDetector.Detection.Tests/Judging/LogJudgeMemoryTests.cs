using System.Buffers.Text;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;
using Xunit.Abstractions;

namespace ActorDetector.Detection.Tests.Judging;

[Collection(MeasuresMemory.Name)]
public sealed class LogJudgeMemoryTests(ITestOutputHelper output)
{
    [Fact]
    public void Judging_allocates_nothing_once_windows_and_sessions_are_known()
    {
        var detector = new LogJudge(MadeModels.Bounded, MadeModels.ByEntity, cacheMegabytes: 1);
        EventBlock lives = MadeModels.Lives(500);
        EventBlock[] blocks = [lives, MadeEvents.Block(Enumerable.Range(0, 500).Select(number => ($"s{number}", MadeModels.Close)))];
        foreach (EventBlock block in blocks)
            detector.Judge(block);
        detector.Judge(MadeModels.Lives(500));
        detector.Judge(lives);
        detector.Judge(lives);

        Allocation.Of(() =>
        {
            for (int i = 0; i < 20; i++)
                detector.Judge(lives);
        }).ShouldBe(0);
    }

    [Fact]
    public void Sessions_that_open_and_close_allocate_nothing_in_the_steady_state()
    {
        var options = new SessionOptions { SessionStart = "open" };
        var detector = new LogJudge(MadeModels.Bounded, options, cacheMegabytes: 1);
        var block = new EventBlock();
        block.Clear(0);
        for (int i = 0; i < 4_000; i++)
            MadeEvents.Add(block, $"e{i / 4 % 100}", (ushort)(3 + (i % 4)), i + 1, opens: i % 4 == 0);
        for (int i = 0; i < 3; i++)
            detector.Judge(block);
        detector.Endings.Count.ShouldBe(1_000);

        Allocation.Of(() =>
        {
            for (int i = 0; i < 20; i++)
                detector.Judge(block);
        }).ShouldBe(0);
    }

    [Fact]
    public void Sessions_that_detectors_vote_on_allocate_nothing_once_they_are_known()
    {
        var voter = new VotingDetector("made", new MadeDetector(keys => keys.Length), new VoteScale(3, 100));
        var combination = new DetectorCombination(new VoteScale(1, 100), VoteScale.Silent, [voter], NormalSessions: 100);
        var detector = new LogJudge(MadeModels.Bounded, combination, new SessionOptions { SessionStart = "open" }, cacheMegabytes: 1);
        var block = new EventBlock();
        block.Clear(0);
        for (int i = 0; i < 4_000; i++)
            MadeEvents.Add(block, $"e{i / 4 % 100}", (ushort)(3 + (i % 4)), i + 1, opens: i % 4 == 0);
        for (int i = 0; i < 3; i++)
            detector.Judge(block);
        detector.Endings.ShouldAllBe(ending => ending.Verdict.Votes > 0.5 && !ending.Verdict.Anomalous);

        Allocation.Of(() =>
        {
            for (int i = 0; i < 20; i++)
                detector.Judge(block);
        }).ShouldBe(0);
    }

    [Fact]
    public void No_text_is_kept_of_unbounded_sessions_whose_ends_are_never_told()
    {
        NextKeyModel model = MadeModels.Unbounded;
        long before = GC.GetAllocatedBytesForCurrentThread();

        _ = new LogJudge(model, new SessionOptions(), cacheMegabytes: 1);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16 << 20);
    }

    // A million may take 300 MB.
    [Fact]
    public void An_open_session_takes_at_most_three_hundred_bytes()
    {
        const int sessions = 200_000;
        // The default window; a small network serves.
        var detector = new LogJudge(MadeModels.Untrained(keys: 30, g: 3, window: 10), MadeModels.ByEntity, cacheMegabytes: 1);
        var block = new EventBlock();
        Span<byte> entity = stackalloc byte[25];
        entity.Fill((byte)'0');
        Fill(block, entity, 0);
        detector.Judge(block);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int number = 1_000; number < sessions; number += 1_000)
        {
            Fill(block, entity, number);
            detector.Judge(block);
        }

        double each = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / sessions;
        output.WriteLine($"{each:N0} bytes an open session");
        detector.SessionsOpened.ShouldBe(sessions);
        each.ShouldBeInRange(50, 300);

        static void Fill(EventBlock block, Span<byte> entity, int first)
        {
            block.Clear(0);
            for (int number = first; number < first + 1_000; number++)
            {
                Utf8Formatter.TryFormat(number, entity[15..], out _, new('D', 10));
                block.Add("line"u8, entity, [], new EventRow { Key = 3, LineNumber = number + 1, Time = ParsedLine.NoTime, Weight = 1 });
            }
        }
    }
}
