namespace ActorDetector.Detection.Judging;

/// <summary>What a judge found of an event before the next-key model was asked.</summary>
/// <param name="Key">The log key that it is judged by.</param>
/// <param name="Repeats">Whether its unseen template was told before.</param>
/// <param name="Found">Whether a detector of events calls it an anomaly.</param>
internal readonly record struct JudgedEvent(ushort Key, bool Repeats, bool Found);
