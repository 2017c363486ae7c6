using ActorDetector.Output;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Tests.Output;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("grün 漢字 🙂", "grün 漢字 🙂")]
    [InlineData("a\tb", "a b")]
    [InlineData("\e[31mred\e[0m", "\uFFFD[31mred\uFFFD[0m")]
    [InlineData("\e]0;title\a", "\uFFFD]0;title\uFFFD")]
    [InlineData("a\rb\nc\0d", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("c1 \u009b31m", "c1 \uFFFD31m")]
    [InlineData("\u202Egnp.exe", "\uFFFDgnp.exe")]
    [InlineData("\u2028\u2029\u200B\uFEFF\u007F", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    public void What_could_steer_a_terminal_is_replaced(string text, string shown) => Printable.Text(text).ShouldBe(shown);

    // Not a case above: test runners cannot pass half a character on.
    [Fact]
    public void Half_a_character_is_replaced() => Printable.Text("\uD83D half").ShouldBe("\uFFFD half");

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_replaced() => Printable.Text([(byte)'a', 0xFF, 0xC3, (byte)'b']).ShouldBe("a\uFFFD\uFFFDb");

    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    [InlineData("123🙂56", 5, "123…")]
    [InlineData("12\e456", 4, "12\uFFFD…")]
    [InlineData("123", 1, "…")]
    public void A_text_that_is_too_long_is_shortened_between_characters(string text, int characters, string shown) =>
        Printable.Shorten(text, characters).ShouldBe(shown);

    [Fact]
    public void No_text_whatever_leaves_a_control_character() => Prop.ForAll<string?, byte>((text, most) =>
    {
        string shown = Printable.Shorten(text ?? "", most + 1);
        return shown.Length <= most + 1 && !shown.Any(char.IsControl);
    }).QuickCheckThrowOnFailure();
}
