using ActorDetector.Learning.Words;
using static ActorDetector.Learning.Tests.Words.MadeWords;

namespace ActorDetector.Learning.Tests.Words;

public sealed class CounterFittingTests
{
    private static readonly WordVectors Vectors = Of(
        ("up", [1, 0, 0]), ("down", [0.8f, 0.6f, 0]), ("started", [0, 1, 0]), ("starting", [0, 0.6f, 0.8f]), ("block", [0.6f, 0, 0.8f]));

    [Fact]
    public void Opposites_are_pushed_apart_and_other_words_stay()
    {
        WordVectors fitted = CounterFitting.Fit(Vectors, [new("up", "down", true)]);
        fitted.Similarity("up", "down").ShouldBeLessThan(0.15f);
        Vector(fitted, "block").ShouldBe(Vector(Vectors, "block"));
    }

    [Fact]
    public void Words_that_mean_the_same_are_pulled_together_in_all_their_forms()
    {
        WordVectors fitted = CounterFitting.Fit(Vectors, [new("start", "up", false)]);
        fitted.Similarity("up", "started").ShouldBeGreaterThan(0.5f);
        fitted.Similarity("up", "starting").ShouldBeGreaterThan(0.5f);
    }

    [Fact]
    public void A_partner_that_was_not_learned_becomes_a_word()
    {
        WordVectors trained = WordTrainer.Train([Sentence("service enabled now")], new());
        trained.Similarity("enabled", "disabled").ShouldBeGreaterThan(0.3f);
        WordVectors fitted = CounterFitting.Fit(trained, [new("enabled", "disabled", true)]);
        fitted.Words.ShouldContain("disabled");
        fitted.Similarity("enabled", "disabled").ShouldBeLessThan(0.15f);
    }

    [Fact]
    public void Pairs_of_words_that_nobody_uses_change_nothing() =>
        Numbers(CounterFitting.Fit(Vectors, [new("red", "green", true)])).ShouldBe(Numbers(Vectors));

    [Fact]
    public void Equal_vectors_of_opposites_and_no_words_at_all_are_left_in_peace()
    {
        CounterFitting.Fit(Of(("up", [1, 0]), ("down", [1, 0])), WordPairs.Default).Similarity("up", "down").ShouldBe(1, 1e-5);
        CounterFitting.Fit(WordTrainer.Train([], Small), WordPairs.Default).Words.ShouldBeEmpty();
    }

    private static float[] Vector(WordVectors vectors, string word)
    {
        float[] vector = new float[vectors.Size];
        vectors.Write(word, vector);
        return vector;
    }
}
