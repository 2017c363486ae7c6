using System.Text.Json;
using ActorDetector.Detection.Combination;

namespace ActorDetector.Detection.Bundles;

/// <summary>A detector of sessions that has a vote.</summary>
/// <param name="Name">Its name; its state is in the files of this name.</param>
/// <param name="Scale">What its scores are worth.</param>
/// <param name="FalsePositives">Share of the normal sessions not learned from that it gives a vote on; null without any.</param>
/// <param name="Options">The options that it was trained with; null when it has none.</param>
public sealed record VoterManifest(string Name, VoteScale Scale, double? FalsePositives, JsonElement? Options);
