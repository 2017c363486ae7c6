namespace ActorDetector.Detection.Training;

/// <summary>The cut-offs of a model, and what they do on what was not learned from.</summary>
/// <param name="G">A key is expected when it is among the g most probable.</param>
/// <param name="MinEndProbability">An end less probable than this is not expected.</param>
/// <param name="Reason">Why this g, in words.</param>
/// <param name="ValidationFalsePositives">Share of the validation sessions (events, when unbounded) called anomalous before the refit; NaN
/// without any.</param>
/// <param name="HeldOutFalsePositives">The same on the held-out part.</param>
/// <param name="UnseenShare">Share of both with a template that training never saw: those are called anomalous whatever the g.</param>
public sealed record GChoice(
    int G,
    double MinEndProbability,
    string Reason,
    double ValidationFalsePositives,
    double HeldOutFalsePositives,
    double UnseenShare);
