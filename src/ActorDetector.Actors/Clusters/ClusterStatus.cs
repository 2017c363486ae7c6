namespace ActorDetector.Actors.Clusters;

/// <summary>A node's place in its cluster, at one moment.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Roles">What it does.</param>
/// <param name="IsLeading">Whether it is the coordinator.</param>
/// <param name="View">The cluster as it knows it.</param>
/// <param name="Trouble">Why it does not know more; null when it was heard of lately.</param>
public sealed record ClusterStatus(string Node, NodeRoles Roles, bool IsLeading, ClusterView View, string? Trouble);
