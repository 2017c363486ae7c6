namespace ActorDetector.Actors.Clusters;

/// <summary>A cluster as the store knows it, at one moment.</summary>
/// <param name="Now">The store's clock.</param>
/// <param name="Members">All nodes that did not leave, by name; the dead too, for a while.</param>
/// <param name="Shards">All shards, by number.</param>
/// <param name="Coordinator">The node that has the lease of the coordinator; empty when none has.</param>
/// <param name="Lease">The number of that lease: each holder has a higher one.</param>
/// <param name="WantedModel">The version of the model that is to judge; null when nobody asked for another than the live one.</param>
public sealed record ClusterView(
    DateTimeOffset Now, IReadOnlyList<Member> Members, IReadOnlyList<ShardPlace> Shards, string Coordinator, long Lease, string? WantedModel);
