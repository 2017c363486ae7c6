using System.Text;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Logs.Tests.Mining;

/// <summary>Alone, for the memory measured is that of the process.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Theory]
    [InlineData(MinerKind.Drain, true)]
    [InlineData(MinerKind.Drain, false)]
    [InlineData(MinerKind.LenMa, false)]
    public void A_template_on_every_line_fills_no_memory(MinerKind kind, bool consolidate)
    {
        TemplateMiner miner = TemplateMiner.Create(new MiningOptions { Miner = kind, MaxTemplates = 10, Consolidate = consolidate }, new MaskingOptions());
        for (int i = 0; i < 20_000; i++)
            miner.Learn(Encoding.UTF8.GetBytes($"{Word(i)} {Word(i * 7)} {Word(i * 31)}"));
        miner.Freeze().Templates.Count.ShouldBeLessThanOrEqualTo(10);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 20_000; i < 60_000; i++)
            miner.Learn(Encoding.UTF8.GetBytes($"{Word(i)} {Word(i * 7)} {Word(i * 31)}"));
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(2_000_000);
        GC.KeepAlive(miner);
    }

    private static string Word(int number)
    {
        string word = "";
        for (uint rest = (uint)number; rest > 0; rest /= 26)
            word += (char)('a' + (rest % 26));
        return "w" + word;
    }
}
