using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Learning.Words;

/// <summary>How word vectors are trained.</summary>
public sealed record WordOptions
{
    /// <summary>What the vectors are trained to foretell. Default skip-gram.</summary>
    [Description("What word vectors are trained to foretell: the words around a word, or a word from those around it")]
    public WordModel WordModel { get; init; } = WordModel.SkipGram;

    /// <summary>Numbers of a word's vector. Default 64.</summary>
    [Description("Numbers of a word's vector")]
    [Range(1, 1024)]
    public int WordVectorSize { get; init; } = 64;

    /// <summary>Words on either side that count as around a word. Default 5.</summary>
    [Description("Words on either side that count as around a word")]
    [Range(1, 100)]
    public int WordWindow { get; init; } = 5;

    /// <summary>Lines that a word must be in to have a vector of its own; the others' are made of their subwords. Default 1.</summary>
    [Description("Lines that a word must be in to have a vector of its own; the others' are made of their subwords")]
    [Range(1, 1_000_000_000)]
    public long WordMinCount { get; init; } = 1;

    /// <summary>Words drawn at random that each word is told apart from. Default 5.</summary>
    [Description("Words drawn at random that each word is told apart from")]
    [Range(1, 100)]
    public int WordNegatives { get; init; } = 5;

    /// <summary>Passes over the sentences. Default 10.</summary>
    [Description("Passes over the sentences that words are learned from")]
    [Range(1, 10_000)]
    public int WordEpochs { get; init; } = 10;

    /// <summary>Learning rate at first; it falls to none. Default 0.05.</summary>
    [Description("Learning rate of word vectors at first; it falls to none")]
    [Range(1e-6, 1.0)]
    public double WordLearningRate { get; init; } = 0.05;

    /// <summary>Shortest subword, in characters; the word's start and end count as one each. Default 3.</summary>
    [Description("Shortest subword in characters; a word's start and end count as one each")]
    [Range(1, 32)]
    public int WordSubwordMin { get; init; } = 3;

    /// <summary>Longest subword, in characters. Default 5.</summary>
    [Description("Longest subword in characters")]
    [Range(1, 32)]
    public int WordSubwordMax { get; init; } = 5;

    /// <summary>Vectors that subwords share by hash; 0 for no subwords. Default 4,096.</summary>
    [Description("Vectors that subwords share by hash; 0 for no subwords")]
    [Range(0, 10_000_000)]
    public int WordSubwordBuckets { get; init; } = 4096;

    /// <summary>Seed of all that is drawn: the same seed gives the same vectors. Default 1.</summary>
    [Description("Seed of all that is drawn at random while word vectors are trained")]
    public ulong WordSeed { get; init; } = 1;

    /// <summary>Does nothing when every option is within its range.</summary>
    /// <exception cref="ValidationException">An option is not; the message names it, its value and the range.</exception>
    public void Check()
    {
        OptionRanges.Check(this);
        if (WordSubwordMax < WordSubwordMin)
        {
            throw new ValidationException(
                $"{nameof(WordSubwordMax)} is {WordSubwordMax}; it must be at least {nameof(WordSubwordMin)}, which is {WordSubwordMin}.");
        }
    }
}
