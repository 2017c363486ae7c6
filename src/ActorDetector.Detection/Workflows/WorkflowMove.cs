namespace ActorDetector.Detection.Workflows;

/// <summary>A step of the workflow on a session's way through it.</summary>
/// <param name="From">The state before it.</param>
/// <param name="Step">Its place among that state's steps.</param>
/// <param name="Fits">Whether the session took it as training did; otherwise it was skipped, or taken with other keys.</param>
public readonly record struct WorkflowMove(int From, int Step, bool Fits);
