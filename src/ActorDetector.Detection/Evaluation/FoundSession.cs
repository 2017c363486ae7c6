namespace ActorDetector.Detection.Evaluation;

/// <summary>A session that was called anomalous, for a person to look at.</summary>
/// <param name="Session">Its name.</param>
/// <param name="Keys">Its log keys.</param>
public sealed record FoundSession(string Session, IReadOnlyList<ushort> Keys);
