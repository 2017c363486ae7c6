using ActorDetector.Detection.Combination;

namespace ActorDetector.Detection.Training;

/// <summary>A combination of detectors and how it came about.</summary>
/// <param name="Combination">The combination.</param>
/// <param name="Detectors">The detectors of sessions in it.</param>
/// <param name="FalsePositives">Share of the normal sessions not learned from that it calls anomalous; NaN without any.</param>
public sealed record TrainedCombination(DetectorCombination Combination, IReadOnlyList<TrainedDetector> Detectors, double FalsePositives);
