namespace ActorDetector.Detection.Training;

/// <summary>How a session (an event, when unbounded) that was not learned from ranks.</summary>
/// <param name="Part">The part it is in.</param>
/// <param name="Worst">The worst rank of its events.</param>
/// <param name="Unseen">Whether it has an unseen key, which no g accepts.</param>
/// <param name="EndLogProbability">The natural logarithm of its end's probability; 0 without an end of its own.</param>
internal readonly record struct UnlearnedRank(SplitPart Part, int Worst, bool Unseen, float EndLogProbability)
{
    /// <summary>The same with one more window.</summary>
    public UnlearnedRank With(ushort target, int rank, float logProbability) => target switch
    {
        LogKey.End => this with { EndLogProbability = logProbability },
        LogKey.Unseen => this with { Unseen = true },
        _ => this with { Worst = Math.Max(Worst, rank) },
    };
}
