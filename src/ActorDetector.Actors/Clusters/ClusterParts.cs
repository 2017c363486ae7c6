using ActorDetector.Actors.Models;

namespace ActorDetector.Actors.Clusters;

/// <summary>What makes a node one of several.</summary>
public sealed record ClusterParts
{
    /// <summary>The node's name.</summary>
    public required string Node { get; init; }

    /// <summary>This run of it.</summary>
    public required Guid Run { get; init; }

    /// <summary>What it does.</summary>
    public NodeRoles Roles { get; init; } = NodeRoles.All;

    /// <summary>The version of its program.</summary>
    public required string Version { get; init; }

    /// <summary>What the nodes know of each other.</summary>
    public required IClusterStore Store { get; init; }

    /// <summary>The models of all nodes.</summary>
    public required IBundleStore Bundles { get; init; }

    /// <summary>Is called when the node must end: another one was started under its name.</summary>
    public Action Replaced { get; init; } = () => { };
}
