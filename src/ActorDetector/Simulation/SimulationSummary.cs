namespace ActorDetector.Simulation;

/// <summary>What was written to a folder.</summary>
/// <param name="TrainLines">Lines of the normal log.</param>
/// <param name="TrainSessions">Sessions of the normal log.</param>
/// <param name="Lines">Lines of the live log.</param>
/// <param name="Sessions">Sessions of the live log.</param>
/// <param name="Anomalies">The live log's anomalous sessions by kind.</param>
public sealed record SimulationSummary(
    long TrainLines,
    long TrainSessions,
    long Lines,
    long Sessions,
    IReadOnlyDictionary<InjectedKind, long> Anomalies);
