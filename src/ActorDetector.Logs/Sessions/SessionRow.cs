namespace ActorDetector.Logs.Sessions;

/// <summary>What a <see cref="SessionTable"/> keeps of an open session besides its identifier: all that puts it back at its place.</summary>
/// <param name="Number">Which of all sessions it is, from 0 in the order of opening.</param>
/// <param name="Events">Events so far.</param>
/// <param name="Time">With a fixed span the time of its first timed line, otherwise the greatest of its lines; ticks, or
/// <see cref="Formats.ParsedLine.NoTime"/>.</param>
/// <param name="Seen">The log's time when its last line came; ticks, or <see cref="Formats.ParsedLine.NoTime"/>.</param>
/// <param name="Used">The number of its last event among those of all sessions: the order of recency.</param>
/// <param name="Arrived">When its last line arrived, or the latest before it: ticks UTC.</param>
public readonly record struct SessionRow(int Number, int Events, long Time, long Seen, long Used, long Arrived);
