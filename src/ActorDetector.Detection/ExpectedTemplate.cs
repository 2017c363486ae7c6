namespace ActorDetector.Detection;

/// <summary>A template that was expected where something else came.</summary>
/// <param name="Template">Its text.</param>
/// <param name="LogKey">Its log key.</param>
/// <param name="Probability">How probable it was, 0 to 1.</param>
public sealed record ExpectedTemplate(string Template, int LogKey, double Probability);
