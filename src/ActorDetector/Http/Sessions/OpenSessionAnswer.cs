namespace ActorDetector.Http.Sessions;

/// <summary>A session that is open.</summary>
/// <param name="Entity">Its entity.</param>
/// <param name="Session">Its name.</param>
/// <param name="Shard">Its shard.</param>
/// <param name="Events">Its events so far.</param>
/// <param name="LastTime">The time of its last line; null when the log does not tell.</param>
/// <param name="Arrived">When its last line arrived.</param>
/// <param name="Recent">The templates of its last events, oldest first.</param>
public sealed record OpenSessionAnswer(
    string Entity, string Session, int Shard, int Events, DateTimeOffset? LastTime, DateTimeOffset Arrived, IReadOnlyList<string> Recent);
