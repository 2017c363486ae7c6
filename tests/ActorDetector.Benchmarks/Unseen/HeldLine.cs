namespace ActorDetector.Benchmarks.Unseen;

/// <summary>A line held in memory.</summary>
/// <param name="Entity">Whose it is.</param>
/// <param name="Content">What its template is mined from.</param>
/// <param name="Labelled">Whether it, or its session, is an anomaly.</param>
internal sealed record HeldLine(byte[] Entity, byte[] Content, bool Labelled);
