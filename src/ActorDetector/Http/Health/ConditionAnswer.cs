namespace ActorDetector.Http.Health;

/// <summary>Something that is wrong with the node.</summary>
/// <param name="Part">The part of it, as <c>shard 3</c>.</param>
/// <param name="Trouble">What is wrong and what to do.</param>
/// <param name="Blocking">Whether the node is not ready because of it.</param>
public sealed record ConditionAnswer(string Part, string Trouble, bool Blocking);
