namespace ActorDetector.Actors.Clusters;

/// <summary>Says whether this node does what only one node of a cluster does. For any number of threads.</summary>
internal interface ILeadership
{
    /// <summary>Whether there are other nodes.</summary>
    bool IsShared { get; }

    /// <summary>The number of the lease that this node has; null when it has none.</summary>
    long? Lease { get; }

    /// <summary>The version of a model that was asked for, at any node; null for none.</summary>
    string? WantedModel { get; }
}
