namespace ActorDetector.Actors.Nodes;

/// <summary>Something that is wrong with the node.</summary>
/// <param name="Part">The part of it, as <c>shard 3</c>, <c>log</c>, <c>memory</c>, <c>store</c>, <c>sink webhook</c>, <c>source files</c>, <c>clock</c>.</param>
/// <param name="Trouble">What is wrong and what to do.</param>
/// <param name="IsBlocking">Whether the node is not ready because of it: lines wait, or a shard does not judge.</param>
public sealed record Condition(string Part, string Trouble, bool IsBlocking);
