namespace ActorDetector.Detection.Judging;

/// <summary>An open session, as it is now.</summary>
/// <param name="Entity">Its identifier.</param>
/// <param name="Number">Its number with its judge, from 0.</param>
/// <param name="Events">Its events so far.</param>
/// <param name="LastTime">The time of its last line, or <see cref="Logs.Formats.ParsedLine.NoTime"/>.</param>
/// <param name="Arrived">When its last line arrived: ticks UTC.</param>
/// <param name="Window">Its last log keys, oldest first.</param>
public sealed record LatestSession(string Entity, int Number, int Events, long LastTime, long Arrived, IReadOnlyList<ushort> Window);
