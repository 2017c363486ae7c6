namespace ActorDetector.Http.Clusters;

/// <summary>Which model judges in a cluster.</summary>
/// <param name="Live">The version that judges what comes now, as the answering node knows it.</param>
/// <param name="Wanted">The version that was asked for and does not judge yet; null for none.</param>
public sealed record ClusterModelAnswer(string Live, string? Wanted);
