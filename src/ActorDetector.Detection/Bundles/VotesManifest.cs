using ActorDetector.Detection.Combination;

namespace ActorDetector.Detection.Bundles;

/// <summary>What the scores of all detectors are worth as votes.</summary>
/// <param name="Rank">The worst rank of a session's events, by the next-key model.</param>
/// <param name="End">The surprise of its end, in nats, by the same.</param>
/// <param name="Detectors">The detectors of sessions, in the order of voting.</param>
/// <param name="NormalSessions">How many normal sessions, not learned from, the votes were calibrated on.</param>
/// <param name="FalsePositives">Share of the normal sessions not learned from that all together call anomalous; null without any.</param>
public sealed record VotesManifest(VoteScale Rank, VoteScale End, IReadOnlyList<VoterManifest> Detectors, int NormalSessions, double? FalsePositives);
