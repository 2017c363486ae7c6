namespace ActorDetector.Learning.Words;

/// <summary>A distinct sentence of a corpus.</summary>
/// <param name="Words">Its words, as <see cref="WordSplitter"/> gives them.</param>
/// <param name="Weight">How many times it is there, from 1.</param>
public sealed record WeightedSentence(IReadOnlyList<string> Words, long Weight);
