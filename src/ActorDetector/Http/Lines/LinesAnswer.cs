namespace ActorDetector.Http.Lines;

/// <summary>What became of a body of lines: all are durable.</summary>
/// <param name="Lines">Lines of the body.</param>
/// <param name="Skipped">Those of them that cannot be events, by reason: empty, too-long or binary.</param>
public sealed record LinesAnswer(long Lines, IReadOnlyDictionary<string, long> Skipped);
