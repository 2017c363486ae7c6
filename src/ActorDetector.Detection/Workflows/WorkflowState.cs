namespace ActorDetector.Detection.Workflows;

/// <summary>A state of a task's workflow; the first is the start, and steps lead only to states after it.</summary>
/// <param name="CanEnd">Whether a session may end in it.</param>
/// <param name="Steps">What may come next.</param>
public sealed record WorkflowState(bool CanEnd, IReadOnlyList<WorkflowStep> Steps);
