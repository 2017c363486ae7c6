namespace ActorDetector.Detection.Training;

/// <summary>How many sessions (events, when unbounded) have which worst rank: what a g calls anomalous can be read off it.</summary>
internal sealed class RankCounts(int keys)
{
    private readonly long[] _byRank = new long[keys + 1];

    /// <summary>Sessions or events counted, those with an unseen key included.</summary>
    public long Total { get; private set; }

    /// <summary>Those with an unseen key: no g can accept them.</summary>
    public long Unseen { get; private set; }

    /// <summary>Those without an unseen key.</summary>
    public long Known => Total - Unseen;

    public void Add(int rank, bool unseen)
    {
        Total++;
        if (unseen)
            Unseen++;
        else
            _byRank[rank]++;
    }

    /// <summary>Share that a g calls anomalous, unseen keys included; NaN when nothing was counted.</summary>
    public double FalsePositives(int g) => (double)(Beyond(g) + Unseen) / Total;

    /// <summary>Those without an unseen key whose worst rank is beyond a g.</summary>
    public long Beyond(int g)
    {
        long beyond = 0;
        for (int rank = g + 1; rank < _byRank.Length; rank++)
            beyond += _byRank[rank];
        return beyond;
    }
}
