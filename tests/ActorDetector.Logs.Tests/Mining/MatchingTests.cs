using System.Text;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Logs.Tests.Mining;

public sealed class MatchingTests
{
    private static readonly string[] Names = ["alice", "bob", "carol", "dave"];

    [Fact]
    public void A_line_of_no_template_matches_none()
    {
        TemplateTree tree = Mine.Tree("took 5 ms", "all done");
        tree.TextFor("took long").ShouldBeNull();
        tree.TextFor("took 5 ms more").ShouldBeNull();
        tree.TextFor("took").ShouldBeNull();
        tree.ParametersOf("took long").ShouldBeEmpty();
    }

    [Fact]
    public void Where_every_line_had_a_number_a_word_is_news_and_another_kind_of_value_is_not()
    {
        TemplateTree tree = Mine.Tree("exit code 5", "exit code 0");
        tree.TextFor("exit code unknown").ShouldBeNull();
        tree.TextFor("exit code 0xff").ShouldBe("exit code <NUM>");
    }

    [Fact]
    public void A_constant_goes_before_a_variable_part()
    {
        TemplateTree tree = Mine.Tree([.. Names.Select(name => $"user {name} came"), "user down came", "user up came"]);
        tree.TextFor("user down came").ShouldBe("user down came");
        tree.TextFor("user zoe came").ShouldBe("user <*> came");
    }

    [Fact]
    public void A_variable_part_never_stands_for_punctuation()
    {
        TemplateTree tree = Mine.Tree([.. Names.Select(name => $"user {name} came")]);
        tree.TextFor("user , came").ShouldBeNull();
    }

    [Fact]
    public void Parameters_put_back_into_the_template_give_the_content()
    {
        string[] lines =
        [
            "Receiving block blk_-16 src: /10.0.0.1:54106 dest: /10.0.0.2:50010", "wrote 3.2 KB to /tmp/a.txt, then stopped.",
            "job=12 state=RUNNING (took 15ms)", "[client 10.0.0.9] denied: /etc/passwd", "sent bytes (3.2 KB) to jane@example.org",
        ];
        TemplateTree tree = Mine.Tree(lines);
        foreach (string line in lines)
            PutBack(tree.TextFor(line)!, tree.ParametersOf(line)).ShouldBe(line);
    }

    [Fact]
    public void Parameters_of_masks_inside_a_word_are_their_runs()
    {
        var masks = new MaskingOptions { BuiltInMasks = false, Mask = ["\\d+"] };
        Mine.Tree(Mine.Plain, masks, "core.12 of 3/4").ParametersOf("core.77 of 8/9").ShouldBe(["77", "8", "9"]);
    }

    [Fact]
    public void A_list_is_one_parameter() =>
        Mine.Tree("ports 80 open").ParametersOf("ports 80, 443, 8080 open").ShouldBe(["80, 443, 8080"]);

    [Fact]
    public void An_event_id_is_its_own_template_and_no_content()
    {
        TemplateMiner miner = TemplateMiner.Create(new(), new());
        miner.LearnEventId("4624"u8);
        miner.LearnEventId("4624"u8);
        miner.LearnEventId("4625"u8);
        miner.Learn("started up"u8);
        TemplateTree tree = miner.Freeze();
        tree.Templates.Select(template => (template.Text, template.Count)).ShouldBe([("4624", 2), ("4625", 1), ("started up", 1)]);
        TemplateMatcher matcher = tree.CreateMatcher();
        matcher.MatchEventId("4625"u8).ShouldBe(1);
        matcher.Parameters.Length.ShouldBe(0);
        matcher.MatchEventId("4626"u8).ShouldBe(-1);
        matcher.MatchEventId("started"u8).ShouldBe(-1);
        matcher.Match("4624"u8).ShouldBe(-1);
    }

    [Fact]
    public void An_event_id_gives_way_like_any_template()
    {
        TemplateMiner miner = TemplateMiner.Create(new MiningOptions { MaxTemplates = 1, Consolidate = false }, new MaskingOptions());
        miner.LearnEventId("A"u8);
        miner.LearnEventId("B"u8);
        miner.Freeze().Texts().ShouldBe(["B"]);
    }

    [Fact]
    public void A_line_of_nothing_has_a_template_of_nothing()
    {
        TemplateTree tree = Mine.Tree("", "  ");
        tree.Texts().ShouldBe([""]);
        tree.TextFor(" ").ShouldBe("");
    }

    [Fact]
    public void Nothing_learned_matches_nothing() => Mine.Tree().TextFor("any").ShouldBeNull();

    [Fact]
    public void What_is_behind_the_255th_token_of_a_line_is_one_variable_part()
    {
        string head = string.Join(' ', Enumerable.Repeat("word", 255));
        TemplateTree tree = Mine.Tree(head + " and more");
        tree.Texts().ShouldBe([head + " <*>"]);
        tree.ParametersOf(head + " or less, who knows").ShouldBe(["or less, who knows"]);
    }

    [Fact]
    public void A_word_of_more_than_128_bytes_is_variable() =>
        Mine.Tree("key " + new string('x', 129) + " end").Texts().ShouldBe(["key <*> end"]);

    [Fact]
    public void A_line_of_64_KiB_against_many_wide_templates_is_no_burden()
    {
        List<string> lines = [];
        foreach (string last in Names.SelectMany(a => Names.Select(b => $"{a}{b}")))
        {
            lines.AddRange(Names.Select(name => $"x {last} y {name} z"));
            lines.Add($"x {last} y very long indeed z");
        }

        TemplateTree tree = Mine.Tree([.. lines]);
        TemplateMatcher matcher = tree.CreateMatcher();
        byte[] hostile = Encoding.UTF8.GetBytes("x " + string.Concat(Enumerable.Repeat("alicebob y ", 6000)));
        for (int i = 0; i < 100; i++)
            matcher.Match(hostile).ShouldBe(-1);
    }

    [Fact]
    public void Parameters_of_a_part_of_several_words_take_as_little_as_leaves_the_rest_its_own()
    {
        TemplateTree tree = Mine.Tree([.. Names.Select(name => $"user {name} has come"), "user john paul has come"]);
        tree.ParametersOf("user he who has has come").ShouldBe(["he who has"]);
    }

    private static string PutBack(string template, string[] parameters)
    {
        StringBuilder text = new();
        int next = 0, at = 0;
        foreach (System.Text.RegularExpressions.Match mask in System.Text.RegularExpressions.Regex.Matches(template, "<(\\*|[A-Z]+)>"))
        {
            text.Append(template, at, mask.Index - at).Append(parameters[next++]);
            at = mask.Index + mask.Length;
        }

        next.ShouldBe(parameters.Length);
        return text.Append(template, at, template.Length - at).ToString();
    }
}
