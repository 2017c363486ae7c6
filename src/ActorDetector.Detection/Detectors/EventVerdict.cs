namespace ActorDetector.Detection.Detectors;

/// <summary>What a detector of events says of an anomalous one.</summary>
/// <param name="Event">The event's place in its block.</param>
/// <param name="Kind">In what way it broke the pattern.</param>
/// <param name="Score">How surprising it is, in nats.</param>
/// <param name="Explanation">Why, in a sentence without a full stop.</param>
/// <param name="Expected">What was expected in its place, in a few words; empty when that cannot be said.</param>
public readonly record struct EventVerdict(int Event, AnomalyKind Kind, double Score, string Explanation, string Expected);
