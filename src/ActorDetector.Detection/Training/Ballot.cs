using ActorDetector.Detection.Combination;

namespace ActorDetector.Detection.Training;

/// <summary>What a detector says of the normal sessions, each judged by what was not learned from it.</summary>
/// <param name="Scale">What its scores are worth.</param>
/// <param name="Scores">Its score of each session; NaN where there is none.</param>
internal sealed record Ballot(VoteScale Scale, double[] Scores)
{
    /// <summary>Share of the scores that are votes; NaN without scores.</summary>
    public double VoteShare => (double)Scores.Count(Scale.Counts) / Scores.Count(score => !double.IsNaN(score));

    /// <summary>How much two detectors give votes on the same sessions: the correlation of their votes (phi coefficient), from 0 to 1.</summary>
    public double Correlation(Ballot other)
    {
        double own = 0, others = 0, both = 0, sessions = 0;
        for (int i = 0; i < Scores.Length; i++)
        {
            if (double.IsNaN(Scores[i]) || double.IsNaN(other.Scores[i]))
                continue;
            bool votes = Scale.Counts(Scores[i]), otherVotes = other.Scale.Counts(other.Scores[i]);
            sessions++;
            own += votes ? 1 : 0;
            others += otherVotes ? 1 : 0;
            both += votes && otherVotes ? 1 : 0;
        }

        double spread = Math.Sqrt(own * (sessions - own) * others * (sessions - others));
        return spread > 0 ? Math.Clamp(((sessions * both) - (own * others)) / spread, 0, 1) : 0;
    }
}
