using System.ComponentModel.DataAnnotations;
using System.Text;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Logs.Tests.Mining;

public sealed class MiningOptionTests
{
    private static readonly string[] Names = ["alice", "bob", "carol", "dave", "erin"];

    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(0.7, 2)]
    public void Similarity_is_the_share_of_equal_tokens_that_joins(double similarity, int templates) =>
        Plain(new() { Similarity = similarity }, "read a from b", "read c from d").ShouldBe(templates);

    [Fact]
    public void Similarity_bounds_what_is_brought_together() =>
        Mine.Tree(new MiningOptions { Similarity = 0.9 }, new MaskingOptions(), [.. Names.Select(name => $"login of {name}")]).Templates.Count.ShouldBe(5);

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    public void Depth_is_how_many_leading_words_keep_templates_apart(int depth, int templates) =>
        Plain(new() { Depth = depth }, "a b c d e", "x b c d e", "a y c d e").ShouldBe(templates);

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 5)]
    public void Depth_tells_consolidation_how_many_words_lead_a_line(int depth, int templates) =>
        Mine.Tree(new MiningOptions { Depth = depth }, new MaskingOptions(), [.. Names.Select(name => $"login {name} refused")])
            .Templates.Count.ShouldBe(templates);

    [Theory]
    [InlineData(100, 4)]
    [InlineData(3, 3)]
    public void Beyond_the_most_children_words_share_a_branch(int maxChildren, int templates) =>
        Plain(new() { MaxChildren = maxChildren }, "a z z z", "b z z z", "c z z z", "d z z z").ShouldBe(templates);

    [Fact]
    public void Leading_words_beyond_the_most_children_are_values() =>
        Mine.Tree(new MiningOptions { MaxChildren = 5 }, new MaskingOptions(), [.. Names.Select(name => $"{name} startup succeeded")])
            .Texts().ShouldBe(["<*> startup succeeded"]);

    [Fact]
    public void Delimiters_separate_tokens()
    {
        var split = new MiningOptions { Consolidate = false, Delimiters = "_-" };
        Mine.Tree(split, Mine.NoMasks, "load_a-b c", "load_d-b c").Texts().ShouldBe(["load <*> b c"]);
        Mine.Tree(new MiningOptions { Delimiters = "_" }, new MaskingOptions(), "part_12_of").Texts().ShouldBe(["part <NUM> of"]);
    }

    [Fact]
    public void A_delimiter_beyond_ascii_is_refused() =>
        Should.Throw<ArgumentException>(() => TemplateMiner.Create(new MiningOptions { Delimiters = "→" }, new MaskingOptions()))
            .Message.ShouldContain("--delimiters '→'");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_too_many_templates_the_least_recently_used_gives_way(bool consolidate)
    {
        TemplateMiner miner = TemplateMiner.Create(new MiningOptions { MaxTemplates = 2, Consolidate = consolidate }, new MaskingOptions());
        foreach (string line in (string[])["first one here", "second", "first one here", "third, too"])
            miner.Learn(Encoding.UTF8.GetBytes(line));
        miner.Freeze().Texts().ShouldBe(["first one here", "third, too"]);
    }

    [Fact]
    public void LenMa_joins_lines_of_like_word_lengths_and_equal_first_word()
    {
        var lenma = new MiningOptions { Miner = MinerKind.LenMa, Consolidate = false };
        string[] lines = ["user alice came in again", "user maximiliana-elisabeth came in again", "user bobby came in again", "host alice came in again"];
        Mine.Tree(lenma, Mine.NoMasks, lines).Texts()
            .ShouldBe(["host alice came in again", "user <*> came in again", "user maximiliana-elisabeth came in again"]);
        Mine.Tree(lenma with { Similarity = 0.2 }, Mine.NoMasks, lines).Templates.Count.ShouldBe(2);
    }

    [Fact]
    public void LenMa_wants_three_equal_words() =>
        Mine.Tree(new MiningOptions { Miner = MinerKind.LenMa, Consolidate = false }, Mine.NoMasks, "a b cc", "a b dd").Templates.Count.ShouldBe(2);

    [Fact]
    public void Drain_takes_tokens_with_digits_for_values_in_its_tree() =>
        Mine.Tree(Mine.Plain, Mine.NoMasks, "node1 is up now", "node2 is up now").Texts().ShouldBe(["<*> is up now"]);

    [Theory]
    [InlineData(1.5, 4, "Similarity")]
    [InlineData(0.5, 2, "Depth")]
    public void An_option_out_of_range_is_refused_by_name(double similarity, int depth, string name) =>
        Should.Throw<ValidationException>(() => TemplateMiner.Create(new MiningOptions { Similarity = similarity, Depth = depth }, new MaskingOptions()))
            .Message.ShouldContain(name);

    private static int Plain(MiningOptions options, params string[] lines) =>
        Mine.Tree(options with { Consolidate = false }, Mine.NoMasks, lines).Templates.Count;
}
