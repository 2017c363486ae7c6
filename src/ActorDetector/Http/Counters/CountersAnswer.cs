namespace ActorDetector.Http.Counters;

/// <summary>The account of all lines, of one moment.</summary>
/// <param name="Sources">By source.</param>
public sealed record CountersAnswer(IReadOnlyList<SourceCounters> Sources);
