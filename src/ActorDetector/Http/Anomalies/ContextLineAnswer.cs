namespace ActorDetector.Http.Anomalies;

/// <summary>A line around an anomaly.</summary>
/// <param name="Offset">Its place: 0 is the anomaly's own line, before it are negative numbers.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="Line">Its number there.</param>
/// <param name="Arrived">When it arrived.</param>
/// <param name="Raw">The line.</param>
public sealed record ContextLineAnswer(int Offset, string Source, long Line, DateTimeOffset Arrived, string Raw);
