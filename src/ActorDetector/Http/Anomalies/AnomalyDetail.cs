using ActorDetector.Detection;

namespace ActorDetector.Http.Anomalies;

/// <summary>An anomaly with the lines around it.</summary>
/// <param name="Anomaly">The anomaly.</param>
/// <param name="Arrived">When its line arrived.</param>
/// <param name="Context">The lines of its entity around its line, as far as the log still has them, oldest first.</param>
public sealed record AnomalyDetail(Anomaly Anomaly, DateTimeOffset Arrived, IReadOnlyList<ContextLineAnswer> Context);
