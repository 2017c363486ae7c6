using System.Text;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Tests.Mining;

namespace ActorDetector.Logs.Tests.Masking;

public sealed class MaskOptionTests
{
    [Fact]
    public void Without_the_built_in_masks_words_stay_as_they_are() =>
        Mine.Tree(Mine.Plain, Mine.NoMasks, "from 10.0.0.1 at /tmp").Texts().ShouldBe(["from 10.0.0.1 at /tmp"]);

    [Theory]
    [InlineData("BLOCK=blk_-?\\d+", "block <BLOCK> done")]
    [InlineData("blk_-?\\d+", "block <*> done")]
    [InlineData("(?<=blk_)-?\\d+", "block blk_<*> done")]
    public void An_own_mask_goes_before_the_built_in_ones(string mask, string template) =>
        Mine.Tree(new MiningOptions(), new MaskingOptions { Mask = [mask] }, "block blk_-16 done").Texts().ShouldBe([template]);

    [Fact]
    public void Own_masks_go_in_order_and_none_touches_what_an_earlier_one_masked()
    {
        var masks = new MaskingOptions { BuiltInMasks = false, Mask = ["FIRST=a\\d+", "SECOND=\\d+", "THIRD=\\w\\d"] };
        Mine.Tree(Mine.Plain, masks, "x a12 34 z").Texts().ShouldBe(["x <FIRST> <SECOND> z"]);
    }

    [Fact]
    public void An_own_mask_inside_a_word_leaves_the_rest_of_the_word()
    {
        var masks = new MaskingOptions { BuiltInMasks = false, Mask = ["N=\\d+"] };
        Mine.Tree(Mine.Plain, masks, "core.12 of 3/4").Texts().ShouldBe(["core.<N> of <N>/<N>"]);
    }

    [Fact]
    public void An_own_mask_may_cover_white_space()
    {
        var masks = new MaskingOptions { Mask = ["NAME=(?<=user )[a-z]+ [a-z]+(?= in)"] };
        TemplateTree tree = Mine.Tree(new MiningOptions(), masks, "user jane doe in");
        tree.Texts().ShouldBe(["user <NAME> in"]);
        tree.ParametersOf("user john smith in").ShouldBe(["john smith"]);
    }

    [Fact]
    public void Offsets_are_right_behind_characters_of_several_bytes()
    {
        var masks = new MaskingOptions { Mask = ["N=№\\w+"] };
        TemplateTree tree = Mine.Tree(new MiningOptions(), masks, "größe 😀 №äö ende");
        tree.Texts().ShouldBe(["größe 😀 <N> ende"]);
        tree.ParametersOf("größe 😀 №xyz ende").ShouldBe(["№xyz"]);
    }

    [Theory]
    [InlineData("NAME=(")]
    [InlineData("[a-")]
    [InlineData("NAME=")]
    public void A_mask_that_is_no_regex_is_refused_by_name(string mask)
    {
        var fault = Should.Throw<ArgumentException>(() => TemplateMiner.Create(new MiningOptions(), new MaskingOptions { Mask = [mask] }));
        fault.Message.ShouldContain("--mask");
        fault.Message.ShouldContain(mask);
    }

    [Fact]
    public void A_pattern_that_runs_away_on_a_line_does_not_stop_the_mining()
    {
        var masks = new MaskingOptions { Mask = ["(?=x)(x+x+)+y"] };
        string hostile = new('x', 60);
        Mine.Tree(new MiningOptions(), masks, hostile).TextFor(hostile).ShouldBe(hostile);
    }

    [Fact]
    public void A_mask_that_matches_nothing_at_all_places_is_harmless() =>
        Mine.Tree(new MiningOptions(), new MaskingOptions { Mask = ["q*"] }, "a b", Encoding.UTF8.GetString("c"u8)).Templates.Count.ShouldBe(2);
}
