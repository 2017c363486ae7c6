using ActorDetector.Detection.Judging;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>What was said of an event or an end; the expected keys as text, so that equality is that of values.</summary>
internal sealed record Verdict(int Session, int Rank, float LogProbability, bool Anomalous, string Expected)
{
    public static Verdict Of(LogJudge detector, in Judgement judgement) => new(
        judgement.Session,
        judgement.Rank,
        judgement.LogProbability,
        judgement.Anomalous,
        string.Join(' ', detector.Expected(judgement).ToArray().Select(prediction => $"{prediction.Key}:{prediction.Probability:R}")));
}
