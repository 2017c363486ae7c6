namespace ActorDetector.Actors.Stores;

/// <summary>A session that was closed with an anomaly, for looking back.</summary>
/// <param name="Session">Its name.</param>
/// <param name="Entity">Its entity.</param>
/// <param name="Shard">Its shard.</param>
/// <param name="Events">Its events.</param>
/// <param name="Closed">Why it was closed, as <c>idle</c>.</param>
/// <param name="LastTime">The time of its last line: ticks, or <see cref="Logs.Formats.ParsedLine.NoTime"/>.</param>
public sealed record ClosedSession(string Session, string Entity, int Shard, int Events, string Closed, long LastTime);
