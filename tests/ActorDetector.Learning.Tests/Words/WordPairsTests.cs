using ActorDetector.Learning.Words;

namespace ActorDetector.Learning.Tests.Words;

public sealed class WordPairsTests
{
    [Fact]
    public void Pairs_are_read_line_by_line() => Read("# own\n\nGreen != red\r\nbegin=start\n")
        .ShouldBe([new WordPair("green", "red", true), new WordPair("begin", "start", false)]);

    [Theory]
    [InlineData("up != down\nup", "Line 2: 'up'")]
    [InlineData("a = b", "Line 1")]
    [InlineData("up != up", "Line 1")]
    [InlineData("up = down = left", "Line 1")]
    [InlineData("up !=", "Line 1")]
    [InlineData("up = 12", "Line 1")]
    public void What_is_no_pair_is_refused_with_the_line(string text, string message) =>
        Should.Throw<FormatException>(() => Read(text)).Message.ShouldContain(message);

    [Fact]
    public void A_line_that_is_too_long_and_too_many_lines_are_refused()
    {
        Should.Throw<FormatException>(() => Read(new string('x', 5000))).Message.ShouldContain("Line 1 has more than");
        string many = string.Concat(Enumerable.Repeat("up != down\n", WordPairs.MaxPairs + 1));
        Should.Throw<FormatException>(() => Read(many)).Message.ShouldContain($"Line {WordPairs.MaxPairs + 1}");
    }

    [Fact]
    public void The_defaults_have_no_pair_twice() =>
        WordPairs.Default.Select(pair => string.Join(' ', ((string[])[pair.First, pair.Second]).Order(StringComparer.Ordinal))).ShouldBeUnique();

    [Fact]
    public void An_own_pair_goes_before_what_the_defaults_say_of_its_words()
    {
        IReadOnlyList<WordPair> pairs = WordPairs.DefaultWith([new("closed", "opened", AreOpposite: false)]);
        pairs.Where(pair => pair.First is "open" or "closed").ShouldBe([new WordPair("closed", "opened", false)]);
        pairs.Count.ShouldBe(WordPairs.Default.Count);
    }

    private static IReadOnlyList<WordPair> Read(string text) => WordPairs.Read(new StringReader(text));
}
