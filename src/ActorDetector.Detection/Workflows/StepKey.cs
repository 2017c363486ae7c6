namespace ActorDetector.Detection.Workflows;

/// <summary>A log key within a step of a workflow.</summary>
/// <param name="Key">The log key.</param>
/// <param name="Times">How often in a row, or among keys that come in any order.</param>
public readonly record struct StepKey(ushort Key, CountRange Times);
