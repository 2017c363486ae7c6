namespace ActorDetector.Detection.Workflows;

/// <summary>One way in which a session left its workflow.</summary>
/// <param name="Kind">In what way.</param>
/// <param name="Key">The log key that is missing or too many; <see cref="LogKey.End"/> where the session only began as training sessions did.</param>
/// <param name="Times">How often.</param>
/// <param name="Index">The place in the session, from 0: of the first key too many, or of what came in place of the missing.</param>
public readonly record struct WorkflowDeviation(DeviationKind Kind, ushort Key, int Times, int Index);
