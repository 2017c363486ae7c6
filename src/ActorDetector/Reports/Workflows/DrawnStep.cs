namespace ActorDetector.Reports.Workflows;

/// <summary>A step as it is drawn.</summary>
/// <param name="From">The state before it.</param>
/// <param name="To">The state after it.</param>
/// <param name="Lines">Its text, safe to show, line by line.</param>
/// <param name="Mark">What the session did with it.</param>
public sealed record DrawnStep(int From, int To, IReadOnlyList<string> Lines, StepMark Mark);
