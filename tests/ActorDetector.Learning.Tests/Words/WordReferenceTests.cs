using ActorDetector.Learning.Words;
using static ActorDetector.Learning.Tests.Words.MadeWords;

namespace ActorDetector.Learning.Tests.Words;

/// <summary>Against vectors worked out apart: word2vec's two models with subwords written anew in numpy, in double precision, with the same numbers drawn
/// (xoshiro256**) in the same order.</summary>
public sealed class WordReferenceTests
{
    [Theory]
    [InlineData(WordModel.SkipGram, new[] { 0.07284, 0.99267, -0.09646, 0.84353, 0.48676, -0.22697, -0.53920, -0.84177, -0.02614 }, 1.58710)]
    [InlineData(WordModel.Cbow, new[] { 0.08402, 0.99584, -0.03540, 0.92003, 0.30259, -0.24897, -0.60385, -0.79697, 0.01440 }, 1.59241)]
    public void Training_gives_the_reference_vectors(WordModel model, double[] expected, double subwords)
    {
        WordVectors vectors = WordTrainer.Train(
            [Sentence("disk full", 40), Sentence("disk tape disk", 2)],
            new()
            {
                WordModel = model,
                WordVectorSize = 3,
                WordWindow = 2,
                WordNegatives = 2,
                WordEpochs = 3,
                WordLearningRate = 0.5,
                WordSubwordMin = 3,
                WordSubwordMax = 4,
                WordSubwordBuckets = 5,
            });
        vectors.Words.ShouldBe(["disk", "full", "tape"]);
        vectors.Tensors["words.weight"].Values.Select(value => (double)value).ShouldBe(expected, 2e-5);
        ((double)vectors.Tensors["subwords.weight"].Values.Sum()).ShouldBe(subwords, 1e-4);
    }
}
