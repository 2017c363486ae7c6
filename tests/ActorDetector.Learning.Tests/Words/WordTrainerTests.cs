using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Words;
using static ActorDetector.Learning.Tests.Words.MadeWords;

namespace ActorDetector.Learning.Tests.Words;

public sealed class WordTrainerTests
{
    [Theory]
    [InlineData(WordModel.SkipGram)]
    [InlineData(WordModel.Cbow)]
    public void Words_with_the_same_words_around_them_become_alike(WordModel model)
    {
        WordVectors vectors = WordTrainer.Train(Corpus, new() { WordModel = model, WordEpochs = 200, WordSubwordBuckets = 0 });
        vectors.Similarity("disk", "tape").ShouldBeGreaterThan(0.7f);
        vectors.Similarity("disk", "user").ShouldBeLessThan(0.3f);
    }

    [Fact]
    public void An_unknown_word_is_like_the_known_one_that_it_shares_subwords_with()
    {
        WordVectors vectors = WordTrainer.Train(Corpus, new());
        vectors.Similarity("passwords", "password").ShouldBeGreaterThan(0.7f);
        vectors.Similarity("passwords", "tape").ShouldBeLessThan(0.5f);
        WordTrainer.Train(Corpus, new() { WordSubwordBuckets = 0 }).Similarity("passwords", "password").ShouldBeLessThan(0.5f);
    }

    [Fact]
    public void Every_vector_has_length_1()
    {
        WordVectors vectors = WordTrainer.Train(Corpus, Small);
        foreach (string word in (string[])[.. vectors.Words, "neverheardof", "ö"])
            vectors.Similarity(word, word).ShouldBe(1, 1e-5);
    }

    [Fact]
    public void The_same_seed_gives_the_same_vectors() => Trained(Small with { WordSeed = 7 }).ShouldBe(Trained(Small with { WordSeed = 7 }));

    public static TheoryData<string, WordOptions> Changes => new()
    {
        { nameof(WordOptions.WordModel), Small with { WordModel = WordModel.Cbow } },
        { nameof(WordOptions.WordVectorSize), Small with { WordVectorSize = 11 } },
        { nameof(WordOptions.WordWindow), Small with { WordWindow = 1 } },
        { nameof(WordOptions.WordMinCount), Small with { WordMinCount = 10 } },
        { nameof(WordOptions.WordNegatives), Small with { WordNegatives = 2 } },
        { nameof(WordOptions.WordEpochs), Small with { WordEpochs = 6 } },
        { nameof(WordOptions.WordLearningRate), Small with { WordLearningRate = 0.1 } },
        { nameof(WordOptions.WordSubwordMin), Small with { WordSubwordMin = 2 } },
        { nameof(WordOptions.WordSubwordMax), Small with { WordSubwordMax = 4 } },
        { nameof(WordOptions.WordSubwordBuckets), Small with { WordSubwordBuckets = 65 } },
        { nameof(WordOptions.WordSeed), Small with { WordSeed = 2 } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void An_option_takes_effect(string option, WordOptions changed) => Trained(changed).ShouldNotBe(Trained(Small), option);

    [Fact]
    public void A_word_in_fewer_lines_than_the_least_has_no_vector_of_its_own()
    {
        IReadOnlyList<string> words = WordTrainer.Train(Corpus, Small with { WordMinCount = 4 }).Words;
        words.ShouldContain("closed");
        words.ShouldNotContain("login");
        WordTrainer.Train(Corpus, Small with { WordMinCount = 5 }).Words.ShouldNotContain("damaged");
    }

    [Fact]
    public void A_weight_is_met_by_its_logarithm()
    {
        Trained(Small, Sentence("one two three", 10)).ShouldBe(Trained(Small, Sentence("one two three", 99)));
        Trained(Small, Sentence("one two three", 10)).ShouldNotBe(Trained(Small, Sentence("one two three", 100)));
    }

    [Fact]
    public void Nothing_to_learn_from_gives_vectors_of_subwords_alone()
    {
        WordVectors vectors = WordTrainer.Train([], Small);
        vectors.Words.ShouldBeEmpty();
        vectors.Similarity("started", "starting").ShouldBeGreaterThan(0.3f);
        WordTrainer.Train([Sentence("alone")], Small).Words.ShouldBe(["alone"]);
    }

    [Fact]
    public void The_greatest_learning_rate_gives_numbers() =>
        Trained(Small with { WordLearningRate = 1, WordEpochs = 500 }).ShouldAllBe(number => float.IsFinite(number));

    [Fact]
    public void Every_epoch_is_told_of()
    {
        List<int> epochs = [];
        WordTrainer.Train(Corpus, Small, epochs.Add);
        epochs.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public void Training_can_be_cancelled()
    {
        using CancellationTokenSource source = new();
        int last = 0;
        Should.Throw<OperationCanceledException>(() => WordTrainer.Train(Corpus, Small with { WordEpochs = 10_000 }, Stop, source.Token));
        last.ShouldBe(2);

        void Stop(int epoch)
        {
            last = epoch;
            if (epoch == 2)
                source.Cancel();
        }
    }

    [Fact]
    public void A_wrong_option_is_refused_with_its_name_its_value_and_the_range()
    {
        string message = Should.Throw<ValidationException>(() => WordTrainer.Train(Corpus, Small with { WordVectorSize = 0 })).Message;
        message.ShouldContain("WordVectorSize");
        message.ShouldContain("1024");
        Should.Throw<ValidationException>(() => WordTrainer.Train(Corpus, Small with { WordSubwordMax = 2 })).Message.ShouldContain("WordSubwordMin");
    }

    [Fact]
    public void A_weight_below_1_is_refused() =>
        Should.Throw<ArgumentException>(() => WordTrainer.Train([Sentence("no lines", 0)], Small)).Message.ShouldContain("no lines");

    private static float[] Trained(WordOptions options, params WeightedSentence[] sentences) =>
        Numbers(WordTrainer.Train(sentences.Length > 0 ? sentences : Corpus, options));
}
