namespace ActorDetector.Actors.Shards;

/// <summary>An open session, for people.</summary>
/// <param name="Entity">Its entity.</param>
/// <param name="Session">Its name.</param>
/// <param name="Shard">Its shard.</param>
/// <param name="Events">Its events so far.</param>
/// <param name="LastTime">The time of its last line: ticks, or <see cref="Logs.Formats.ParsedLine.NoTime"/>.</param>
/// <param name="Arrived">When its last line arrived: ticks UTC.</param>
/// <param name="Recent">The templates of its last events, oldest first.</param>
public sealed record OpenSessionView(
    string Entity, string Session, int Shard, int Events, long LastTime, long Arrived, IReadOnlyList<string> Recent);
