namespace ActorDetector.Actors.Stores;

/// <summary>Names a counter of a shard.</summary>
/// <param name="Source">The source that the lines came from.</param>
/// <param name="Kind"><c>lines</c>, <c>events</c>, <c>skipped</c>, <c>dropped</c>, <c>repeats</c> (lines that came again and had no effect), <c>untold</c> (lines of an unseen template that was told before) or <c>anomalies</c>.</param>
/// <param name="Reason">The reason, or the anomalies' kind; empty where there is none.</param>
public readonly record struct CounterKey(string Source, string Kind, string Reason);
