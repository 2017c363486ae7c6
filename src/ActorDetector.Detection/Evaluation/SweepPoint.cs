namespace ActorDetector.Detection.Evaluation;

/// <summary>What a choice of g would have found.</summary>
/// <param name="G">A key among the g most probable is normal.</param>
/// <param name="Confusion">Per session.</param>
public readonly record struct SweepPoint(int G, Confusion Confusion);
