namespace ActorDetector.Output;

/// <summary>What stands above a list of anomalies.</summary>
/// <param name="Lines">Lines read.</param>
/// <param name="Sessions">Sessions judged.</param>
/// <param name="Anomalies">Anomalies found, shown or not.</param>
/// <param name="AnomalousSessions">Sessions with at least one.</param>
/// <param name="Repeats">Lines of unseen templates that were told before, and are counted only.</param>
public readonly record struct AnomalyTotals(long Lines, long Sessions, long Anomalies, long AnomalousSessions, long Repeats = 0);
