using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sources;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Bundles;

namespace ActorDetector.Actors.Nodes;

/// <summary>What the faces of a node (HTTP, metrics) see of it.</summary>
public interface INode
{
    /// <summary>How it is now.</summary>
    NodeStatus Status { get; }

    /// <summary>Takes lines that a face received.</summary>
    IIngest Ingest { get; }

    /// <summary>The longest line in bytes that is taken.</summary>
    int MaxLineBytes { get; }

    /// <summary>What was found, for looking back.</summary>
    INodeStore Store { get; }

    /// <summary>What it and the other nodes of its cluster know of each other; null when it is the only node.</summary>
    IClusterStore? Cluster { get; }

    /// <summary>The model that judges what comes now.</summary>
    ModelBundle Model { get; }

    /// <summary>Open sessions that are in memory, those with the latest lines first.</summary>
    /// <param name="entity">Of this entity; null for all.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="TimeoutException">A shard did not answer.</exception>
    Task<IReadOnlyList<OpenSessionView>> FindOpenSessionsAsync(string? entity, int most, CancellationToken cancellation);

    /// <summary>The lines of the anomaly's entity around its line, as far as the log still has them.</summary>
    Task<IReadOnlyList<ContextLine>> FindContextAsync(StoredAnomaly anomaly, int before, int after, CancellationToken cancellation);

    /// <summary>Lets another model judge all lines that come from now on. Open sessions go on: their windows are translated by the templates'
    /// texts.</summary>
    /// <param name="path">The bundle's folder, on this machine.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BundleException">It is no bundle, or is damaged.</exception>
    /// <exception cref="ArgumentException">Its lines or sessions are made by other rules, which a running node cannot change; the message says which.</exception>
    Task<ModelVersion> SwitchModelAsync(string path, CancellationToken cancellation);
}
