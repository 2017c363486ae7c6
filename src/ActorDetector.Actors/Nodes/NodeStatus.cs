using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Memory;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Shards;
using ActorDetector.Actors.Sinks;

namespace ActorDetector.Actors.Nodes;

/// <summary>How a node is, at one moment.</summary>
/// <param name="IsReady">Whether lines are taken and judged.</param>
/// <param name="IsDraining">Whether it is being stopped: what was accepted is still judged.</param>
/// <param name="Conditions">What is wrong, the blocking first.</param>
/// <param name="Shards">The shards, by number; those that are elsewhere too.</param>
/// <param name="Log">The shard log.</param>
/// <param name="Sources">The sources.</param>
/// <param name="Sinks">The sinks.</param>
/// <param name="Mailboxes">Messages that wait, by actor.</param>
/// <param name="CacheHits">Predictions that were remembered, since the start.</param>
/// <param name="CacheMisses">Predictions that were made, since the start.</param>
/// <param name="DeadLetters">Messages that were set aside, since the start.</param>
/// <param name="StoreBytes">Bytes that the store takes.</param>
/// <param name="Model">The version of the model that judges what comes now.</param>
/// <param name="Latency">From arrival to stored verdict.</param>
/// <param name="Memory">The memory of the process.</param>
public sealed record NodeStatus(
    bool IsReady,
    bool IsDraining,
    IReadOnlyList<Condition> Conditions,
    IReadOnlyList<ShardStatus> Shards,
    ShardLogStatus Log,
    IReadOnlyList<SourceStatus> Sources,
    IReadOnlyList<SinkStatus> Sinks,
    IReadOnlyList<(string Actor, int Depth)> Mailboxes,
    long CacheHits,
    long CacheMisses,
    long DeadLetters,
    long StoreBytes,
    string Model,
    LatencySnapshot Latency,
    MemoryStatus Memory)
{
    /// <summary>Its place in its cluster; null when it is the only node.</summary>
    public ClusterStatus? Cluster { get; init; }

    /// <summary>What it told the others of itself last; null when it is the only node.</summary>
    public NodeReport? Report { get; init; }
}
