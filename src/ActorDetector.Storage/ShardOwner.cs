namespace ActorDetector.Storage;

/// <summary>Who takes shards by a store: is kept with the epoch of each shard that it takes.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Run">The run of it.</param>
public sealed record ShardOwner(string Node, Guid Run);
