using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Combination;

/// <summary>A detector of sessions that has a vote.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Detector">The detector.</param>
/// <param name="Scale">What its scores are worth.</param>
public sealed record VotingDetector(string Name, ISessionDetector Detector, VoteScale Scale);
