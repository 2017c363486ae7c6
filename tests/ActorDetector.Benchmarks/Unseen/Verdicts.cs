using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;

namespace ActorDetector.Benchmarks.Unseen;

/// <summary>What was called anomalous: sessions when they end, lines when they never do.</summary>
/// <param name="Normal">How many are normal.</param>
/// <param name="FalsePositives">Those called anomalous.</param>
/// <param name="Anomalous">How many are not.</param>
/// <param name="Found">Those called anomalous.</param>
internal sealed record Verdicts(int Normal, int FalsePositives, int Anomalous, int Found)
{
    public static Verdicts Of(NextKeyModel model, LogPart lines, Func<byte[], ushort> keyOf)
    {
        LogJudge detector = new(model, lines.Bounded ? new() { SessionId = "x" } : new(), cacheMegabytes: 64);
        List<(bool Labelled, bool Called)> items = [];
        foreach (EventBlock block in lines.Events(keyOf))
        {
            detector.Judge(block);
            for (int i = 0; i < block.Count; i++)
                Add(lines.Bounded ? detector.Judgements[i].Session : items.Count, block[i].Labelled, detector.Judgements[i].Anomalous);
            AddEnds();
        }

        while (detector.JudgeEnd())
            AddEnds();
        return new(
            items.Count(item => !item.Labelled),
            items.Count(item => item is { Labelled: false, Called: true }),
            items.Count(item => item.Labelled),
            items.Count(item => item is { Labelled: true, Called: true }));

        void Add(int item, bool labelled, bool called)
        {
            while (items.Count <= item)
                items.Add(default);
            items[item] = (items[item].Labelled || labelled, items[item].Called || called);
        }

        void AddEnds()
        {
            foreach (Ending ending in lines.Bounded ? detector.Endings : [])
                Add(ending.Session, false, ending.Judgement.Anomalous);
        }
    }

    public static Verdicts operator +(Verdicts a, Verdicts b) =>
        new(a.Normal + b.Normal, a.FalsePositives + b.FalsePositives, a.Anomalous + b.Anomalous, a.Found + b.Found);

    public override string ToString() =>
        $"{FalsePositives:N0} of {Normal:N0} normal called anomalous ({FalsePositives / (double)Math.Max(1, Normal):P2}), {Found:N0} of {Anomalous:N0} anomalous found";
}
