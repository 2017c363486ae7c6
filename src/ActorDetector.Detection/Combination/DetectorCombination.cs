using ActorDetector.Detection.Feedback;
using ActorDetector.Detection.NextKey;

namespace ActorDetector.Detection.Combination;

/// <summary>How the detectors' scores become one verdict: their votes are added, and a session with a whole vote is anomalous.</summary>
/// <param name="Rank">What the worst rank of a session's events is worth.</param>
/// <param name="End">What the surprise of its end is worth, in nats.</param>
/// <param name="Detectors">The detectors of sessions that have a vote.</param>
/// <param name="NormalSessions">How many normal sessions, not learned from, the votes were calibrated on.</param>
public sealed record DetectorCombination(VoteScale Rank, VoteScale End, IReadOnlyList<VotingDetector> Detectors, int NormalSessions)
{
    /// <summary>What a person marked as anomalous; null when nothing was.</summary>
    public KnownAnomalies? Marked { get; init; }

    /// <summary>A whole vote.</summary>
    public const double Whole = 1;

    /// <summary>The next-key model's vote on a session.</summary>
    /// <param name="worstRank">The worst rank of its events' known keys; 0 without any.</param>
    /// <param name="endSurprise">The surprise of its end, in nats; 0 where its end was not judged.</param>
    public double NextKeyVote(int worstRank, double endSurprise) => Math.Max(Rank.Vote(worstRank), End.Vote(endSurprise));

    /// <summary>How surprising votes are, in nats: a whole one has a chance of one in all the normal sessions, by the rule of succession.</summary>
    public double Surprise(double votes) => votes * Math.Log(NormalSessions + 1.0);

    /// <summary>A verdict by the next-key model alone: beyond its cut-offs everything is anomalous.</summary>
    public static DetectorCombination OfNextKeyAlone(NextKeyModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new DetectorCombination(VoteScale.At(model.G), VoteScale.At(model.MaxEndSurprise), [], NormalSessions: 0);
    }
}
