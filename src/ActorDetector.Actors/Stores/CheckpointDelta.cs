namespace ActorDetector.Actors.Stores;

/// <summary>The sessions of a shard that changed in one commit.</summary>
/// <param name="Number">Its number in the shard, ascending.</param>
/// <param name="Content">Its bytes.</param>
public sealed record CheckpointDelta(long Number, byte[] Content);
