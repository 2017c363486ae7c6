using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Words;

namespace ActorDetector.Learning.Tests.Words;

/// <summary>Small corpora and vectors.</summary>
internal static class MadeWords
{
    /// <summary>Small sizes.</summary>
    public static WordOptions Small { get; } = new() { WordVectorSize = 10, WordEpochs = 5, WordSubwordBuckets = 64 };

    public static WeightedSentence Sentence(string words, long weight = 1) => new(words.Split(' '), weight);

    /// <summary>Sentences in which disk and tape have the same words around them, and user others.</summary>
    public static IReadOnlyList<WeightedSentence> Corpus { get; } =
    [
        Sentence("reading sector of disk", 40), Sentence("writing sector of disk", 9), Sentence("sector of disk damaged", 2),
        Sentence("reading sector of tape", 40), Sentence("writing sector of tape", 9), Sentence("sector of tape damaged", 2),
        Sentence("password for user wrong", 40), Sentence("login session by user"), Sentence("session of user closed", 7),
    ];

    public static float[] Numbers(WordVectors vectors) => [.. vectors.Tensors.Values.SelectMany(tensor => tensor.Values)];

    /// <summary>Vectors given by hand, without subwords.</summary>
    public static WordVectors Of(params (string Word, float[] Vector)[] words) => WordVectors.From(
        [.. words.Select(word => word.Word)],
        1,
        1,
        new Dictionary<string, Tensor>
        {
            ["words.weight"] = new([words.Length, words[0].Vector.Length], [.. words.SelectMany(word => word.Vector)]),
            ["subwords.weight"] = new([0, words[0].Vector.Length], []),
        });
}
