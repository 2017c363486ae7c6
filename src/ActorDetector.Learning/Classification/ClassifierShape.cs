namespace ActorDetector.Learning.Classification;

/// <summary>The sizes of a sequence classifier.</summary>
/// <param name="Keys">Size of the vocabulary: 1 to 65,536.</param>
/// <param name="Embedding">Width of a key's vector: 1 to 1,024.</param>
/// <param name="Units">Units of each direction: 1 to 1,024.</param>
/// <param name="MaxLength">Most keys of a sequence that are read: 1 to 65,536.</param>
public readonly record struct ClassifierShape(int Keys, int Embedding, int Units, int MaxLength);
