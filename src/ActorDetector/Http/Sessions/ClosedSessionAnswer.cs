namespace ActorDetector.Http.Sessions;

/// <summary>A session that was closed with an anomaly.</summary>
/// <param name="Entity">Its entity.</param>
/// <param name="Session">Its name.</param>
/// <param name="Shard">Its shard.</param>
/// <param name="Events">Its events.</param>
/// <param name="Closed">Why it was closed.</param>
/// <param name="LastTime">The time of its last line; null when the log does not tell.</param>
public sealed record ClosedSessionAnswer(string Entity, string Session, int Shard, int Events, string Closed, DateTimeOffset? LastTime);
