namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>A session that a judge has no longer in memory, although it is open.</summary>
/// <param name="Entity">Its identifier.</param>
/// <param name="Seen">The log's time when its last line came: ticks, or <see cref="Logs.Formats.ParsedLine.NoTime"/>.</param>
/// <param name="Used">Orders a judge's sessions by their last lines.</param>
/// <param name="Arrived">When its last line arrived: ticks UTC.</param>
/// <param name="Content">What <see cref="LogJudge.Activate"/> puts back.</param>
public sealed record PassivatedSession(byte[] Entity, long Seen, long Used, long Arrived, byte[] Content);
