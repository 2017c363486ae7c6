using ActorDetector.Learning.Words;

namespace ActorDetector.Learning.Tests.Words;

public sealed class ContradictionsTests
{
    [Theory]
    [InlineData("Interface up, line protocol of slot one two three changed", "Interface down, line protocol of slot one two three changed")]
    [InlineData("file opened", "file closing")]
    [InlineData("service started", "service stopped")]
    [InlineData("login of user: success", "login of user: failure")]
    [InlineData("node added", "node removed")]
    [InlineData("peer connected", "peer disconnected")]
    [InlineData("watchdog enabled", "watchdog disabled")]
    [InlineData("block found", "block not found")]
    [InlineData("copying block", "exception while copying block")]
    [InlineData("can read", "can't read")]
    public void Texts_with_opposite_words_contradict_one_another(string a, string b)
    {
        Contradict(a, b).ShouldBeTrue();
        Contradict(b, a).ShouldBeTrue();
    }

    [Theory]
    [InlineData("service started", "service starting")]
    [InlineData("file opened", "file read")]
    [InlineData("read and write of block", "write of block")]
    [InlineData("link up, link down", "link down")]
    [InlineData("read error", "exception while reading")]
    [InlineData("", "")]
    public void Others_do_not(string a, string b)
    {
        Contradict(a, b).ShouldBeFalse();
        Contradict(b, a).ShouldBeFalse();
    }

    [Fact]
    public void Own_pairs_count() => Contradict("light is green", "light is red", [new("green", "red", true)]).ShouldBeTrue();

    [Fact]
    public void Words_that_mean_the_same_contradict_nothing() =>
        Contradict("service stopped", "service started", [new("start", "stop", false)]).ShouldBeFalse();

    private static bool Contradict(string a, string b, IReadOnlyList<WordPair>? pairs = null)
    {
        Contradictions contradictions = new(pairs ?? WordPairs.Default);
        return contradictions.Contradict(contradictions.TellingOf(WordSplitter.Split(a)), contradictions.TellingOf(WordSplitter.Split(b)));
    }
}
