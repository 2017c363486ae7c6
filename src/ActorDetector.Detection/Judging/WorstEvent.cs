using ActorDetector.Detection.Combination;

namespace ActorDetector.Detection.Judging;

/// <summary>The event of an open session that the model expected least, and what was said of the session so far.</summary>
internal struct WorstEvent
{
    public int Rank;
    public float LogProbability;
    public int WorstRank; // of known keys; the most surprising one need not have it
    public ushort Key;
    public bool Told; // that is, an event of the session
    public bool Anomalous;
    public int Length;
    public int Source; // as in a session's state
    public long Line;
    public long Time;
    public long Position; // likewise

    /// <summary>Whether an event takes the place of the worst so far: a known key that of an unseen one, which no rank says anything of; then
    /// one that counts as a vote that of all that do not; then the more surprising; of equals the first stays.</summary>
    public readonly bool GivesWayTo(ushort key, int rank, float logProbability, in VoteScale scale)
    {
        if (Rank == 0)
            return true;
        if (key == LogKey.Unseen || Key == LogKey.Unseen)
            return key != LogKey.Unseen;
        bool counts = scale.Counts(rank), counted = scale.Counts(Rank);
        return counts == counted ? logProbability < LogProbability : counts;
    }
}
