using System.Text;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Logs.Tests.Mining;

public sealed class ContentMaskerTests
{
    [Theory]
    [InlineData("Session opened for 10.0.0.1:80", "Session opened for <IP>")]
    [InlineData("größe:  12\tMB, fine.", "größe: <NUM> MB, fine.")]
    [InlineData("", "")]
    public void Text_is_that_of_a_template_of_this_line_alone(string line, string text)
    {
        Text(Mine.Tree(line), line).ShouldBe(text);
        Mine.Tree(line).Templates[0].Text.ShouldBe(text);
    }

    [Fact]
    public void Lines_that_differ_in_values_alone_have_one_text()
    {
        TemplateTree tree = Mine.Tree("a");
        Text(tree, "took 12 ms at /var/log/a.log").ShouldBe(Text(tree, "took 7 ms at /etc/hosts"));
        Text(tree, "job 7 done").ShouldNotBe(Text(tree, "job 7 failed"));
    }

    [Fact]
    public void Own_masks_and_delimiters_are_those_of_the_tree()
    {
        TemplateTree tree = Mine.Tree(new MiningOptions { Delimiters = "|" }, new MaskingOptions { Mask = ["WHO=john \\w+"] }, "a");
        Text(tree, "user|john paul").ShouldBe("user <WHO>");
        TemplateTree plain = Mine.Tree(new MiningOptions(), new MaskingOptions { BuiltInMasks = false, Mask = ["N=\\d+"] }, "a");
        Text(plain, "port=80 10.0.0.1").ShouldBe("port=<N> <N>.<N>.<N>.<N>");
    }

    [Fact]
    public void A_long_line_has_the_text_of_its_first_tokens()
    {
        string line = string.Join(' ', Enumerable.Repeat("größe", 10_000));
        string text = Text(Mine.Tree("a"), line);
        Encoding.UTF8.GetByteCount(text).ShouldBeInRange(ContentMasker.MaxBytes - 10, ContentMasker.MaxBytes);
        line.ShouldStartWith(text);
        text.ShouldEndWith("größe");
    }

    [Fact]
    public void Masking_allocates_nothing()
    {
        ContentMasker masker = Mine.Tree("a").CreateMasker();
        byte[] line = "Session opened for 10.0.0.1 at /var/log/a.log after 12 ms"u8.ToArray();
        for (int i = 0; i < 100; i++)
            masker.Mask(line);
        Allocation.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
                masker.Mask(line);
        }).ShouldBe(0);
    }

    private static string Text(TemplateTree tree, string line) => Encoding.UTF8.GetString(tree.CreateMasker().Mask(Encoding.UTF8.GetBytes(line)));
}
