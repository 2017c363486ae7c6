namespace ActorDetector.Detection.Judging;

/// <summary>What the next-key model says of one event, or of a session's end.</summary>
/// <param name="Session">The session, numbered from 0 in the order of opening.</param>
/// <param name="Rank">The key's place among the predicted ones, 1 for the most probable.</param>
/// <param name="LogProbability">The natural logarithm of the probability that the model gave it.</param>
/// <param name="Anomalous">Whether it was not expected: a known key when its rank is beyond g, END when its probability is below the
/// least that an end may have, UNSEEN always.</param>
/// <param name="Expected">Where the predictions of an anomaly start in <see cref="LogJudge.Expected"/>; -1 for what is no anomaly.</param>
public readonly record struct Judgement(int Session, int Rank, float LogProbability, bool Anomalous, int Expected)
{
    /// <summary>Whether a person marked what came as anomalous; of unbounded sessions only, bounded ones are known as a whole.</summary>
    public bool Marked { get; init; }
}
