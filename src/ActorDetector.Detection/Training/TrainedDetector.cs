using ActorDetector.Detection.Combination;

namespace ActorDetector.Detection.Training;

/// <summary>A trained detector of sessions and how it came about.</summary>
/// <param name="Voter">The detector, and what its scores are worth.</param>
/// <param name="FalsePositives">Share of the normal sessions not learned from that it gives a vote on; NaN without any.</param>
public sealed record TrainedDetector(VotingDetector Voter, double FalsePositives);
