namespace ActorDetector.Http.Templates;

/// <summary>A template of the model.</summary>
/// <param name="LogKey">Its log key.</param>
/// <param name="Text">Its text.</param>
public sealed record TemplateAnswer(int LogKey, string Text);
