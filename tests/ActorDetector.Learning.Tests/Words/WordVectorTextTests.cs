using ActorDetector.Learning.Words;

namespace ActorDetector.Learning.Tests.Words;

public sealed class WordVectorTextTests
{
    [Theory]
    [InlineData("2 2\nup 3 4\nDown 0 -2\n")]
    [InlineData("up 3 4 \r\ndown 0.0\t-2e0")]
    [InlineData("\nup 3 4\n\ndown 0 -2\nup 9 9\nzero 0 0\n")]
    public void Vectors_are_read_with_or_without_a_first_line_of_counts(string text)
    {
        WordVectors vectors = Read(text);
        vectors.Words.ShouldBe(["up", "down"]);
        float[] vector = new float[2];
        vectors.Write("up", vector);
        vector.ShouldBe([0.6f, 0.8f], 1e-6);
        vectors.Similarity("up", "down").ShouldBe(-0.8f, 1e-6);
    }

    [Fact]
    public void A_word_that_is_not_there_is_like_none_and_always_the_same()
    {
        string line = string.Join(' ', Enumerable.Range(1, 50));
        WordVectors vectors = Read($"up {line}");
        Math.Abs(vectors.Similarity("other", "up")).ShouldBeLessThan(0.6f);
        vectors.Similarity("other", "other").ShouldBe(1, 1e-5);
    }

    [Fact]
    public void Only_so_many_words_are_kept_as_asked_for() => Read("3 1\na 1\nb 1\nbroken", 2).Words.ShouldBe(["a", "b"]);

    [Theory]
    [InlineData("", "not one word vector")]
    [InlineData("2 2\n", "not one word vector")]
    [InlineData("up 0 0\n", "not one word vector")]
    [InlineData("2 9999\nup 1 2", "Line 1: vectors have 1 to 4096 numbers, not '9999'")]
    [InlineData("1 2\nup 1", "Line 2: 1 numbers behind the word; 2 were expected")]
    [InlineData("1 2\nup 1 2 3", "Line 2: more than 2 numbers")]
    [InlineData("up 1 2\ndown 1", "Line 2: 1 numbers")]
    [InlineData("up 1 NaN", "Line 1: 'NaN' is no number")]
    [InlineData("up 1 1e99", "Line 1: '1e99' is no number")]
    [InlineData("up 1 two", "Line 1: 'two' is no number")]
    [InlineData("up", "Line 1: there are no numbers")]
    public void Text_of_another_kind_is_refused_with_the_line(string text, string message) =>
        Should.Throw<FormatException>(() => Read(text)).Message.ShouldContain(message);

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        using StreamReader endless = new(new EndlessStream());
        Should.Throw<FormatException>(() => WordVectorText.Read(endless)).Message.ShouldContain("Line 1 has more than");
    }

    private static WordVectors Read(string text, int maxWords = 1000) => WordVectorText.Read(new StringReader(text), maxWords);
}
