using ActorDetector.Learning.Words;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Learning.Tests.Words;

public sealed class WordSplitterTests
{
    [Theory]
    [InlineData("addStoredBlock", "add stored block")]
    [InlineData("java.io.IOException: timed out", "java io io exception timed out")]
    [InlineData("BLOCK* NameSystem.delete: 12abc34def", "block name system delete abc def")]
    [InlineData("the link to it is up", "link up")]
    [InlineData("it doesn't answer", "not answer")]
    [InlineData("a b c 1 2 3 -- !", "")]
    [InlineData("größe ist NULL", "größe ist null")]
    [InlineData("XMLHttpRequest", "xml http request")]
    [InlineData("", "")]
    public void Text_is_split_at_humps_digits_and_punctuation_and_stop_words_are_dropped(string text, string words) =>
        string.Join(' ', WordSplitter.Split(text)).ShouldBe(words);

    [Fact]
    public void Denials_and_directions_are_no_stop_words() =>
        WordSplitter.Split("not no on off up down out").ShouldBe(["not", "no", "on", "off", "up", "down", "out"]);

    [Fact]
    public void Words_and_their_number_are_bounded()
    {
        WordSplitter.Split(string.Join(' ', Enumerable.Repeat("word", 10_000))).Count.ShouldBe(WordSplitter.MaxWords);
        WordSplitter.Split(new string('x', 10_000)).Single().Length.ShouldBe(WordSplitter.MaxWordLength);
    }

    [Fact]
    public void Any_text_gives_words_of_small_letters_that_split_into_themselves() => Prop.ForAll<string?>(text =>
    {
        foreach (string word in WordSplitter.Split(text))
        {
            word.Length.ShouldBeInRange(2, WordSplitter.MaxWordLength);
            word.ShouldAllBe(letter => char.IsLetter(letter) && char.ToLowerInvariant(letter) == letter);
        }
    }).QuickCheckThrowOnFailure();
}
