using System.Text;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>What a judge with a combination of detectors said of the sessions that it closed.</summary>
internal sealed record CombinedVerdict(
    string Entity, CloseReason Reason, SessionVerdict Verdict, string Keys, Verdict End, Verdict Worst, long WorstNumber, string WorstRaw)
{
    /// <summary>Judges blocks one after another, then the end.</summary>
    public static List<CombinedVerdict> Of(NextKeyModel model, DetectorCombination combination, IEnumerable<EventBlock> blocks, SessionOptions? sessions = null)
    {
        var judge = new LogJudge(model, combination, sessions ?? MadeModels.ByEntity, cacheMegabytes: 1);
        List<CombinedVerdict> verdicts = [];
        foreach (EventBlock block in blocks)
        {
            judge.Judge(block);
            Add();
        }

        while (judge.JudgeEnd())
            Add();
        return verdicts;

        void Add()
        {
            foreach (Ending ending in judge.Endings)
            {
                verdicts.Add(new CombinedVerdict(
                    Text(ending.Entity.Of(judge.EndingText)),
                    ending.Reason,
                    ending.Verdict,
                    string.Join(' ', judge.EndingKeys(ending).ToArray()),
                    Made.Verdict.Of(judge, ending.Judgement),
                    Made.Verdict.Of(judge, ending.Worst.Judgement),
                    ending.Worst.Number,
                    Text(ending.Worst.Raw.Of(judge.EndingText))));
            }
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
