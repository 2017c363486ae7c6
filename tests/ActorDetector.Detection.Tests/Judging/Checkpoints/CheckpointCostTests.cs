using System.Diagnostics;
using System.Text;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using Xunit.Abstractions;

namespace ActorDetector.Detection.Tests.Judging.Checkpoints;

[Collection(MeasuresMemory.Name)]
public sealed class CheckpointCostTests(ITestOutputHelper output)
{
    private static readonly NextKeyModel Model = MadeModels.Untrained(keys: 30, g: 3, window: 10);

    private static readonly DetectorCombination Combination = new(
        VoteScale.At(3), VoteScale.At(7), [new("made", new MadeDetector(keys => keys.Length), VoteScale.At(400))], NormalSessions: 9);

    private readonly float[] _answers = new float[WindowPredictor.Batch * 30];

    [Fact]
    public void A_thousand_changed_sessions_are_saved_within_milliseconds_and_in_proportion()
    {
        LogJudge judge = LogJudge.Hosted(Model, Combination, MadeModels.ByEntity);
        // Nineteen lines are what a block of HDFS has.
        EventBlock[] all = [.. Enumerable.Range(0, 20).Select(part => Block(part * 1_000, 1_000))];
        for (int line = 0; line < 18; line++)
            Judge(judge, all[0]);
        foreach (EventBlock block in all)
            Judge(judge, block);
        judge.SaveChanged();
        double best = double.MaxValue;
        int bytes = 0;
        for (int i = 0; i < 20; i++)
        {
            Judge(judge, all[0]);
            long start = Stopwatch.GetTimestamp();
            bytes = judge.SaveChanged()!.Content.Length;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine($"{best:N2} ms, {bytes / 1_000.0:N0} bytes a session");
        best.ShouldBeLessThan(25); // a few, on a machine that has nothing else to do
        bytes.ShouldBeLessThan(2 * 1_000 * 300);

        EventBlock few = Block(5_000, 10);
        long allocated = long.MaxValue;
        for (int i = 0; i < 10; i++)
        {
            Judge(judge, few);
            long before = GC.GetAllocatedBytesForCurrentThread();
            judge.SaveChanged();
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        output.WriteLine($"{allocated:N0} bytes for ten sessions");
        allocated.ShouldBeLessThan(100_000);
        judge.SaveChanged().ShouldBeNull();
    }

    [Fact]
    public void A_hosted_judge_allocates_nothing_in_the_steady_state()
    {
        LogJudge judge = LogJudge.Hosted(Model, Combination, MadeModels.ByEntity);
        EventBlock block = Block(0, 500);
        for (int i = 0; i < 300; i++)
            Judge(judge, block);
        // The keys of ever longer sessions take room now and then.
        LogJudge plain = LogJudge.Hosted(Model, DetectorCombination.OfNextKeyAlone(Model) with { Rank = VoteScale.Silent }, MadeModels.ByEntity);
        for (int i = 0; i < 5; i++)
            Judge(plain, block);

        Allocation.Of(() =>
        {
            for (int i = 0; i < 20; i++)
                Judge(plain, block);
        }).ShouldBe(0);
    }

    private void Judge(LogJudge judge, EventBlock block)
    {
        judge.Begin(block);
        while (judge.NextWindows(out ReadOnlyMemory<ushort> windows))
            judge.Answer(_answers.AsSpan(0, windows.Length / Model.Window * Model.Keys));
    }

    private static EventBlock Block(int first, int count)
    {
        var block = new EventBlock();
        block.Clear(0, arrived: 1_000);
        for (int i = first; i < first + count; i++)
            block.Add("line"u8, Encoding.UTF8.GetBytes($"blk_-{i * 7_919_181_818L:D19}"), [], new EventRow { LineNumber = (1L << 50) + i, Time = 638_000_000_000_000_000 + i, Key = (ushort)(3 + (i % 20)), Weight = 1 });
        return block;
    }
}
