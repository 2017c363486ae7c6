namespace ActorDetector.Detection.Training;

/// <summary>The g of a model and what it does on the data that was not learned from, which it was chosen on.</summary>
/// <param name="G">The g.</param>
/// <param name="Reason">Why this one, in words.</param>
/// <param name="ValidationFalsePositives">Share of normal validation sessions (events, when unbounded) it calls anomalous; NaN without any.</param>
/// <param name="HeldOutFalsePositives">The same on the held-out part.</param>
public sealed record GChoice(int G, string Reason, double ValidationFalsePositives, double HeldOutFalsePositives);
