using ActorDetector.Actors.Embeddings;
using ActorDetector.Actors.Models;
using ActorDetector.Actors.Nodes;
using ActorDetector.Actors.ShardLogs;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Rules;

namespace ActorDetector.Actors.Shards;

/// <summary>What all shards of a node share.</summary>
/// <param name="Log">Their logs.</param>
/// <param name="Store">Where they keep what they know.</param>
/// <param name="NodeStore">Knows the models that were live.</param>
/// <param name="Models">Loads models.</param>
/// <param name="Embedding">Counts unseen templates.</param>
/// <param name="Latency">Counts how long lines take.</param>
/// <param name="Time">The node's clock.</param>
/// <param name="Rules">What is known to be bad.</param>
/// <param name="FirstModel">The model that judges in a shard that has no checkpoint.</param>
/// <param name="Committed">Called when anomalies were committed.</param>
public sealed record ShardSurroundings(
    IShardLog Log,
    IShardStore Store,
    INodeStore NodeStore,
    LiveModels Models,
    EmbeddingActor Embedding,
    LatencyHistogram Latency,
    TimeProvider Time,
    RuleOptions Rules,
    string FirstModel,
    Action Committed)
{
    /// <summary>Whether other nodes may take a shard.</summary>
    public bool IsShared { get; init; }
}
