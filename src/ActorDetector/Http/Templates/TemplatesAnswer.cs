namespace ActorDetector.Http.Templates;

/// <summary>Templates.</summary>
/// <param name="Model">The version of the model that has them.</param>
/// <param name="Templates">The model's templates, by log key.</param>
/// <param name="Unseen">Templates that training never saw, most frequent first.</param>
public sealed record TemplatesAnswer(string Model, IReadOnlyList<TemplateAnswer> Templates, IReadOnlyList<UnseenAnswer> Unseen);
