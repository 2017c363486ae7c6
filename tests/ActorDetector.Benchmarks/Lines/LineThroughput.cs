using System.Diagnostics;
using ActorDetector.Benchmarks.Inputs;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;
using ActorDetector.Logs.Text;

namespace ActorDetector.Benchmarks.Lines;

/// <summary>Lines a second, and bytes allocated a line, of what happens to a line before it is judged, on one thread. The lines of a log
/// are held in memory, cut already, and gone through again until there were ten million.</summary>
internal static class LineThroughput
{
    private const long MeasuredLines = 10_000_000;

    // Some seconds: all methods are compiled as they stay.
    private const long WarmUpLines = 2_000_000;

    private const double MostMatchingBytes = 1;

    /// <summary>Measures and prints.</summary>
    /// <param name="log">A log, plain or .gz; entities are HDFS block ids.</param>
    /// <returns>1 when matching allocates more than a byte a line.</returns>
    public static int Run(string log)
    {
        byte[] text = RepeatedLog.ReadAll(log);
        ResolvedFormat resolved = LogFormats.Resolve(new(), text.AsSpan(0, Math.Min(text.Length, LogFormats.SampleBytes)));
        Console.WriteLine(resolved.Description);
        List<LineBlock> blocks = Cut(text, log, resolved.Format.Reading(new()));
        long lines = blocks.Sum(block => (long)block.Count);
        if (lines == 0)
            throw new LogInputException($"{log}: there are no lines to measure with");
        LineParser parser = resolved.Format.CreateParser();

        TemplateMiner miner = TemplateMiner.Create(new(), new());
        Measure("header + masks + mining, first pass, cold", blocks, lines, block => Mine(block, parser, miner));
        Stopwatch freezing = Stopwatch.StartNew();
        TemplateTree tree = miner.Freeze();
        Console.WriteLine($"{tree.Templates.Count} templates of {lines:N0} lines, frozen in {freezing.ElapsedMilliseconds:N0} ms");

        SessionIdentifier identifier = new(@"blk_-?\d+");
        MeasureWarm("header + entity", blocks, block => FindEntities(block, parser, identifier));
        TemplateMatcher matcher = tree.CreateMatcher();
        double matchingBytes = MeasureWarm("header + masks + match", blocks, block => Match(block, parser, matcher));
        TemplateMiner steady = TemplateMiner.Create(new(), new());
        MeasureWarm("header + masks + mining", blocks, block => Mine(block, parser, steady));
        return matchingBytes > MostMatchingBytes ? 1 : 0;
    }

    private static List<LineBlock> Cut(byte[] text, string name, ReadingOptions options)
    {
        using LineReader reader = new(new MemoryStream(text), name, source: 0, options);
        List<LineBlock> blocks = [];
        for (LineBlock block = new(); reader.Read(block); block = new())
            blocks.Add(block);
        return blocks;
    }

    private static int FindEntities(LineBlock block, LineParser parser, SessionIdentifier identifier)
    {
        ParsedLine parsed = default;
        int found = 0;
        for (int i = 0; i < block.Count; i++)
        {
            SkipReason reason = parser.Parse(block[i], ref parsed);
            found += reason == SkipReason.None && identifier.TryFind(block[i], out Slice _) ? 1 : 0;
        }

        return found;
    }

    private static int Match(LineBlock block, LineParser parser, TemplateMatcher matcher)
    {
        ParsedLine parsed = default;
        int found = 0;
        for (int i = 0; i < block.Count; i++)
        {
            SkipReason reason = parser.Parse(block[i], ref parsed);
            found += reason == SkipReason.None && matcher.Match(parsed.Content) >= 0 ? 1 : 0;
        }

        return found;
    }

    private static int Mine(LineBlock block, LineParser parser, TemplateMiner miner)
    {
        ParsedLine parsed = default;
        int learned = 0;
        for (int i = 0; i < block.Count; i++)
        {
            if (parser.Parse(block[i], ref parsed) != SkipReason.None)
                continue;
            miner.Learn(parsed.Content);
            learned++;
        }

        return learned;
    }

    private static double MeasureWarm(string what, List<LineBlock> blocks, Func<LineBlock, int> work)
    {
        GoThrough(blocks, WarmUpLines, work);
        return Measure(what, blocks, MeasuredLines, work);
    }

    private static double Measure(string what, List<LineBlock> blocks, long atLeast, Func<LineBlock, int> work)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        Stopwatch clock = Stopwatch.StartNew();
        (long lines, long found) = GoThrough(blocks, atLeast, work);
        double seconds = clock.Elapsed.TotalSeconds;
        double bytesEach = (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)lines;
        Console.WriteLine(
            $"{what}: {lines / seconds:N0} lines/s, {bytesEach:N3} bytes allocated a line ({lines:N0} lines, {found / (double)lines:P2} of them events with what was looked for)");
        return bytesEach;
    }

    private static (long Lines, long Found) GoThrough(List<LineBlock> blocks, long atLeast, Func<LineBlock, int> work)
    {
        long lines = 0, found = 0;
        for (int block = 0; lines < atLeast; block = (block + 1) % blocks.Count)
        {
            found += work(blocks[block]);
            lines += blocks[block].Count;
        }

        return (lines, found);
    }
}
