namespace ActorDetector.Actors.Stores;

/// <summary>A named part of a shard's checkpoint that is not of a session; replaces the part of that name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes.</param>
public sealed record CheckpointPart(string Name, byte[] Content);
