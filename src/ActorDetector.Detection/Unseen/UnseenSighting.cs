namespace ActorDetector.Detection.Unseen;

/// <summary>A line that no known template matched.</summary>
/// <param name="Template">Its unseen template.</param>
/// <param name="Number">How many lines of that template there have been, this one included: the first is to be told, the others counted.</param>
public readonly record struct UnseenSighting(UnseenTemplate Template, long Number);
