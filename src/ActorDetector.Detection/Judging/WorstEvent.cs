using ActorDetector.Detection.Combination;

namespace ActorDetector.Detection.Judging;

/// <summary>The event of an open session that the model expected least, and what was said of the session so far.</summary>
internal struct WorstEvent
{
    public int Rank;
    public float LogProbability;
    public int WorstRank;
    public ushort Key;
    public bool Told;
    public bool Anomalous;
    public int Length;
    public long Line;
    public long Position;

    /// <summary>Whether an event takes the place of the worst so far: one that counts as a vote before all that do not, then by surprise. What
    /// was told already is not looked for again.</summary>
    public readonly bool GivesWayTo(int rank, float logProbability, in VoteScale scale)
    {
        bool counts = scale.Counts(rank), counted = scale.Counts(Rank);
        return Rank == 0 || (counts == counted ? logProbability < LogProbability : counts);
    }
}
