using ActorDetector.Detection;

namespace ActorDetector.Http.Anomalies;

/// <summary>Some anomalies, newest first.</summary>
/// <param name="Anomalies">The anomalies.</param>
/// <param name="Next">What to give as before for the next page; null when this is the last.</param>
public sealed record AnomalyPage(IReadOnlyList<Anomaly> Anomalies, string? Next);
