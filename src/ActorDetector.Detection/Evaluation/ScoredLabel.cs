namespace ActorDetector.Detection.Evaluation;

/// <summary>A score and the truth.</summary>
/// <param name="Score">Higher is more surprising; not NaN.</param>
/// <param name="Anomalous">The label.</param>
/// <param name="Weight">How many times it counts.</param>
public readonly record struct ScoredLabel(double Score, bool Anomalous, long Weight = 1);
