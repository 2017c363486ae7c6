namespace ActorDetector.Actors.Clusters;

/// <summary>How often the nodes of a cluster are heard of, and how long they may be silent.</summary>
public static class ClusterTimes
{
    /// <summary>Between two beats of a node.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromSeconds(0.5);

    /// <summary>After this silence a node is taken for dead.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromSeconds(4);

    /// <summary>How long the lease of the coordinator is good for.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(4);

    /// <summary>How long the owner of a shard that was assigned to another node keeps it: until then all nodes have heard of it, and those that stand by do not take it.</summary>
    public static TimeSpan Notice { get; } = TimeSpan.FromSeconds(1.2);

    /// <summary>How long others leave a shard to the node that it was just assigned to.</summary>
    public static TimeSpan HandOver { get; } = TimeSpan.FromSeconds(10);
}
