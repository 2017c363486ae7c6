namespace ActorDetector.Logs.Reading;

/// <summary>A line that a reader skipped, or joined to the record before.</summary>
/// <param name="Number">Its number in its source, from 1.</param>
/// <param name="Reason">Why.</param>
public readonly record struct SkippedLine(long Number, SkipReason Reason);
