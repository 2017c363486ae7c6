using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>All that a detector said of some blocks, event by event and end by end.</summary>
internal sealed record Verdicts(IReadOnlyList<Verdict> Events, IReadOnlyList<EndVerdict> Ends)
{
    /// <summary>Judges blocks one after another, then the end.</summary>
    public static Verdicts Of(NextKeyModel model, IEnumerable<EventBlock> blocks, SessionOptions? sessions = null, int cacheMegabytes = 1)
    {
        var detector = new LogJudge(model, sessions ?? MadeModels.ByEntity, cacheMegabytes);
        List<Verdict> events = [];
        List<EndVerdict> ends = [];
        foreach (EventBlock block in blocks)
        {
            detector.Judge(block);
            detector.Judgements.Count.ShouldBe(block.Count);
            for (int i = 0; i < block.Count; i++)
                events.Add(Verdict.Of(detector, detector.Judgements[i]));
            AddEnds(detector, ends);
        }

        while (detector.JudgeEnd())
            AddEnds(detector, ends);
        return new Verdicts(events, ends);
    }

    public static Verdicts Of(NextKeyModel model, string events, SessionOptions? sessions = null) =>
        Of(model, [MadeEvents.Block(events)], sessions);

    private static void AddEnds(LogJudge detector, List<EndVerdict> ends)
    {
        foreach (Ending ending in detector.Endings)
        {
            ends.Add(new EndVerdict(
                Encoding.UTF8.GetString(ending.Entity.Of(detector.EndingText)),
                Encoding.UTF8.GetString(ending.LastRaw.Of(detector.EndingText)),
                ending.LastLine,
                ending.LastKey,
                ending.Events,
                ending.Reason,
                Verdict.Of(detector, ending.Judgement)));
        }
    }
}
