using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Judging;

/// <summary>An event that a detector of single events calls an anomaly.</summary>
/// <param name="Detector">The detector's name.</param>
/// <param name="Verdict">What it says.</param>
public readonly record struct FoundEvent(string Detector, EventVerdict Verdict);
