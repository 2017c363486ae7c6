namespace ActorDetector.Simulation;

/// <summary>A line that a session is going to write.</summary>
/// <param name="At">When, in milliseconds since the session's start.</param>
/// <param name="Message">What.</param>
/// <param name="Host">By which of the workload's hosts.</param>
/// <param name="Role">How free the step is.</param>
/// <param name="Anomaly">What is odd about it.</param>
internal readonly record struct PlannedStep(double At, Message Message, int Host, StepRole Role, InjectedKind Anomaly = InjectedKind.None);
