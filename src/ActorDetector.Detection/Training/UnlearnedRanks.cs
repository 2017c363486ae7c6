namespace ActorDetector.Detection.Training;

/// <summary>How the sessions (events, when unbounded) rank that were not learned from: the cut-offs are chosen on them.</summary>
internal sealed class UnlearnedRanks
{
    private readonly List<UnlearnedRank> _ranks = [];

    /// <summary>Those without an unseen key.</summary>
    public int Known { get; private set; }

    /// <summary>The same by bounded session, in the order of opening; null for those that were learned from.</summary>
    public IReadOnlyList<UnlearnedRank?> BySession { get; set; } = [];

    /// <summary>Share of those with an unseen key: no g can accept them. NaN when there are none at all.</summary>
    public double UnseenShare => (double)(_ranks.Count - Known) / _ranks.Count;

    public void Add(UnlearnedRank rank)
    {
        _ranks.Add(rank);
        Known += rank.Unseen ? 0 : 1;
    }

    /// <summary>The smallest g that calls at most this share of those without an unseen key anomalous.</summary>
    public int SmallestG(double share)
    {
        int[] worst = [.. _ranks.Where(rank => !rank.Unseen).Select(rank => rank.Worst).OrderDescending()];
        return Math.Max(1, worst[Math.Min((int)(share * Known), worst.Length - 1)]);
    }

    /// <summary>Half of the probability of the least probable end that must be accepted to call at most this share anomalous: what is rare in
    /// one network is a little rarer in the next. 1 without ends.</summary>
    public double MinEndProbability(double share)
    {
        float[] ends = [.. _ranks.Where(rank => rank.EndLogProbability < 0).Select(rank => rank.EndLogProbability).Order()];
        return ends.Length == 0 ? 1 : Math.Exp(ends[(int)(share * ends.Length)]) / 2;
    }

    /// <summary>Share of a part that is called anomalous, for whatever reason; NaN when the part is empty.</summary>
    public double FalsePositives(SplitPart part, int g, double minEndProbability)
    {
        UnlearnedRank[] ofPart = [.. _ranks.Where(rank => rank.Part == part)];
        return (double)ofPart.Count(rank => rank.Unseen || rank.Worst > g || rank.EndLogProbability < Math.Log(minEndProbability)) / ofPart.Length;
    }
}
