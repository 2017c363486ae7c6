namespace ActorDetector.Detection.Evaluation;

/// <summary>One threshold of a ranking: everything with that score or more is flagged.</summary>
/// <param name="Threshold">The score; positive infinity when nothing is flagged.</param>
/// <param name="Confusion">The verdicts that it gives.</param>
public readonly record struct RankingPoint(double Threshold, Confusion Confusion);
