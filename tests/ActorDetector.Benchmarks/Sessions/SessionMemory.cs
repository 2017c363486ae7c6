using System.Buffers.Text;
using ActorDetector.Detection;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Benchmarks.Sessions;

/// <summary>Memory of open sessions in a detector, more than of the same detector with one.</summary>
internal static class SessionMemory
{
    private const double MostMegabytes = 300;
    private const int BlockEvents = 4096;
    private static readonly LstmShape Shape = new(Keys: 8, Window: 10, Embedding: 4, Hidden: 4, Layers: 1);

    /// <summary>Measures and prints.</summary>
    /// <param name="count">Sessions, each with an identifier of 25 bytes and one event.</param>
    /// <returns>1 when they take more than 300 MB of managed memory.</returns>
    public static int Run(int count)
    {
        NextKeyModel model = new(LstmNetwork.Create(Shape, seed: 1), G: 1, MinEndProbability: 0, TrainedEvents: 1, Bounded: true);
        LogJudge detector = new(model, new() { MaxOpenSessions = count + 1 }, cacheMegabytes: 1);
        EventBlock block = new();
        Fill(block, first: 0, until: BlockEvents);
        block.Clear(source: 0);
        Fill(block, first: 0, until: 1);
        detector.Judge(block);
        (long managed, long resident) = Memory();

        for (int first = 1; first <= count; first += BlockEvents)
        {
            block.Clear(source: 0);
            Fill(block, first, Math.Min(first + BlockEvents, count + 1));
            detector.Judge(block);
        }

        (long managedAfter, long residentAfter) = Memory();
        double megabytes = (managedAfter - managed) / 1e6;
        Console.WriteLine(
            $"{detector.SessionsOpened - 1:N0} open sessions: {(managedAfter - managed) / (double)count:N1} bytes each, {megabytes:N1} MB managed; " +
            $"the process grew by {(residentAfter - resident) / 1e6:N1} MB, what is free within it included");
        GC.KeepAlive(detector);
        return megabytes > MostMegabytes ? 1 : 0;
    }

    private static void Fill(EventBlock block, int first, int until)
    {
        Span<byte> identifier = stackalloc byte[25];
        "blk_00000000000"u8.CopyTo(identifier);
        for (int session = first; session < until; session++)
        {
            Utf8Formatter.TryFormat(session, identifier[15..], out _, new('D', 10));
            block.Add(identifier, identifier, [], new() { LineNumber = session + 1, Key = LogKey.FirstTemplate, Weight = 1 });
        }
    }

    private static (long Managed, long Resident) Memory() => (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
}
