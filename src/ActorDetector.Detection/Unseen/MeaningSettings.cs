using ActorDetector.Learning.Words;

namespace ActorDetector.Detection.Unseen;

/// <summary>What is kept of <see cref="TemplateMeanings"/> beside their tensors and the templates: goes into JSON as it is.</summary>
/// <param name="Threshold">Cosine from which an unseen template counts as a known one.</param>
/// <param name="Weighting">How words make a vector.</param>
/// <param name="ShortestSubword">Characters of the shortest subword.</param>
/// <param name="LongestSubword">Characters of the longest subword.</param>
/// <param name="Words">The words with vectors of their own.</param>
/// <param name="Pairs">The pairs of words of which it is known that they mean the same or the opposite.</param>
public sealed record MeaningSettings(
    double Threshold,
    TemplateWeighting Weighting,
    int ShortestSubword,
    int LongestSubword,
    IReadOnlyList<string> Words,
    IReadOnlyList<WordPair> Pairs);
