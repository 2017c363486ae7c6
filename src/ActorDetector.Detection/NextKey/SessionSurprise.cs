namespace ActorDetector.Detection.NextKey;

/// <summary>What the next-key model says of a whole session.</summary>
/// <param name="WorstRank">The worst rank of its known keys; 0 without any.</param>
/// <param name="Surprise">The highest surprise of its events and its end, in nats.</param>
/// <param name="EndSurprise">The surprise of its end, in nats; 0 when its end was not its own.</param>
/// <param name="HasUnseen">Whether it has a key that is not in the vocabulary.</param>
public readonly record struct SessionSurprise(int WorstRank, double Surprise, double EndSurprise, bool HasUnseen)
{
    /// <summary>Whether the model alone calls the session anomalous.</summary>
    public bool IsAnomalous(NextKeyModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return HasUnseen || WorstRank > model.G || EndSurprise > model.MaxEndSurprise;
    }
}
