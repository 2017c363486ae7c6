using ActorDetector.Detection.Combination;

namespace ActorDetector.Detection.Judging;

/// <summary>What all detectors together said of a closed session.</summary>
/// <param name="Votes">The sum of the votes.</param>
/// <param name="Surprise">How surprising the session is, in nats: its most surprising event, or its votes.</param>
/// <param name="Anomalous">Whether they make a whole vote, or an event of the session or its end was an anomaly by itself.</param>
/// <param name="Told">Whether an event of the session, or its end, was told as an anomaly.</param>
/// <param name="ByNextKey">Whether the next-key model gave a vote.</param>
/// <param name="BySessions">The votes of the detectors of sessions.</param>
/// <param name="WorstRank">The worst rank of its events; 0 when none had a known key.</param>
public readonly record struct SessionVerdict(
    double Votes, double Surprise, bool Anomalous, bool Told, bool ByNextKey, SessionVotes BySessions, int WorstRank)
{
    /// <summary>Whether the votes make the session an anomaly that nothing was told of yet, or a person marked it. One that is anomalous only for
    /// lines of an unseen template that was told before is counted with them.</summary>
    public bool IsToBeTold => (Votes >= DetectorCombination.Whole && !Told) || BySessions.Marked;
}
