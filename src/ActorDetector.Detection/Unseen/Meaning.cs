namespace ActorDetector.Detection.Unseen;

/// <summary>What a text that no template matches means.</summary>
/// <param name="Key">The log key that it counts as; <see cref="LogKey.Unseen"/> when no known template is similar enough.</param>
/// <param name="Nearest">The log key of the most similar known template that it does not contradict; <see cref="LogKey.Unseen"/> without any.</param>
/// <param name="Similarity">How similar: the cosine, −1 to 1; 0 without any.</param>
public readonly record struct Meaning(ushort Key, ushort Nearest, float Similarity);
