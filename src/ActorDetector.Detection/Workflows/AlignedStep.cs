namespace ActorDetector.Detection.Workflows;

/// <summary>A step of a workflow beside a step of a session.</summary>
/// <param name="State">The state before it.</param>
/// <param name="Step">The step's place among that state's; −1 where the session's step is none of the workflow.</param>
/// <param name="Session">The session's step; null where it skipped the workflow's.</param>
/// <param name="Fits">Whether they are the same within the bounds.</param>
internal readonly record struct AlignedStep(int State, int Step, SessionStep? Session, bool Fits);
