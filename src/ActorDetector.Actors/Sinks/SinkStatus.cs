namespace ActorDetector.Actors.Sinks;

/// <summary>How a sink is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sent">Anomalies told since the start.</param>
/// <param name="Dropped">Anomalies that the other side refused for good, since the start; each is among the dead letters.</param>
/// <param name="Number">The number of the last one told or dropped, in the store.</param>
/// <param name="Failures">Attempts that failed since the start.</param>
/// <param name="Trouble">Why the last attempt failed; null when it did not.</param>
public sealed record SinkStatus(string Name, long Sent, long Dropped, long Number, long Failures, string? Trouble);
