namespace ActorDetector.CommandLine;

/// <summary>What was given for an option, as text.</summary>
/// <param name="Texts">The value, or each value of a list.</param>
/// <param name="Origin">Where it stands; null for the command line.</param>
public readonly record struct GivenValue(IReadOnlyList<string> Texts, string? Origin);
