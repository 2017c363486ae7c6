namespace ActorDetector.Logs.Mining;

/// <summary>A template and the patterns by which its lines are known.</summary>
internal sealed record FrozenTemplate(Template Template, IReadOnlyList<FrozenPattern> Patterns);
