namespace ActorDetector.Actors.Sinks;

/// <summary>How a sink is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sent">Anomalies told since the start.</param>
/// <param name="Number">The number of the last one, in the store.</param>
/// <param name="Failures">Attempts that failed since the start.</param>
/// <param name="Trouble">Why the last attempt failed; null when it did not.</param>
public sealed record SinkStatus(string Name, long Sent, long Number, long Failures, string? Trouble);
