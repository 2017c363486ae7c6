namespace ActorDetector.Simulation;

/// <summary>One line of a simulated log.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Host">The host that wrote it.</param>
/// <param name="Session">The identifier of its session, as it stands in the text.</param>
/// <param name="Text">The line's bytes without a line end; valid until the next line is asked for.</param>
/// <param name="Anomaly">What is odd about this very line; of a missing step, the line behind it; of a cut-off session, its last.</param>
/// <param name="SessionAnomaly">What was done to the line's session.</param>
/// <param name="OpensSession">Whether it is its session's first line.</param>
public readonly record struct SimulatedLine(
    DateTime Time,
    string Host,
    string Session,
    ReadOnlyMemory<byte> Text,
    InjectedKind Anomaly,
    InjectedKind SessionAnomaly,
    bool OpensSession);
