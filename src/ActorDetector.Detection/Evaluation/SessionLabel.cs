namespace ActorDetector.Detection.Evaluation;

/// <summary>The truth about a session.</summary>
/// <param name="IsAnomaly">Whether it is an anomaly.</param>
/// <param name="Kind">What kind of anomaly, where the labels say; else empty.</param>
public readonly record struct SessionLabel(bool IsAnomaly, string Kind = "");
