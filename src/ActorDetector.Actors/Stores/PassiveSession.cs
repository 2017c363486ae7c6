namespace ActorDetector.Actors.Stores;

/// <summary>A session that is in the store only.</summary>
/// <param name="Entity">Its identifier.</param>
/// <param name="Seen">The log's time when its last line came: ticks, for finding those that are over.</param>
/// <param name="Used">Orders a shard's sessions by their last lines.</param>
/// <param name="Arrived">When its last line arrived: ticks UTC.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PassiveSession(byte[] Entity, long Seen, long Used, long Arrived, byte[] Content);
