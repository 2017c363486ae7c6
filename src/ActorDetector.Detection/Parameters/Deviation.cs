namespace ActorDetector.Detection.Parameters;

/// <summary>An anomalous vector.</summary>
/// <param name="Row">Its place among those judged together.</param>
/// <param name="Column">The place of the number that deviates most.</param>
/// <param name="Value">That number.</param>
/// <param name="Expected">The number expected in its place.</param>
/// <param name="Score">How surprising the vector is, in nats.</param>
public readonly record struct Deviation(int Row, int Column, double Value, double Expected, double Score);
