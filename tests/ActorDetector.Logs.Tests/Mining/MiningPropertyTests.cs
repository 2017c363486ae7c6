using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Logs.Tests.Mining;

public sealed class MiningPropertyTests
{
    private static readonly Gen<string> Words = Gen.Elements(
        "user", "alice", "bob", "carol", "dave", "erin", "started", "stopped", "up", "down", "GET", "POST", "12", "0x1f", "10.0.0.1:80", "/a/b",
        "(", ")", "[", "]", "=", ":", ",", "(5)", "x=1", "a,b", "...", "blk_1", "Jul 15", "<", ">", "\"", "'", "-", "5 ms", "größe", "\u00ff", "::1");

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(30);

    private static readonly Arbitrary<string[]> Lines = Gen.Sized(size =>
        Words.ListOf(1 + (size % 9)).Select(words => string.Join(' ', words)).ArrayOf(1 + size)).ToArbitrary();

    private static readonly Arbitrary<byte[][]> Soup = ArbMap.Default.GeneratorFor<byte>().ArrayOf().ArrayOf().ToArbitrary();

    private static readonly (MiningOptions Mining, MaskingOptions Masking)[] Settings =
    [
        (new(), new()),
        (new() { Miner = MinerKind.LenMa }, new()),
        (new() { Consolidate = false }, new()),
        (new() { Consolidate = false, Delimiters = "=:" }, new() { BuiltInMasks = false, Mask = ["\\d+", "W=a.*?\\s", "(?<=x)."] }),
        (new() { Miner = MinerKind.LenMa, Consolidate = false, Similarity = 0.5 }, new() { BuiltInMasks = false }),
    ];

    [Fact]
    public void Every_line_learned_matches_and_always_the_same() => Check.One(Often, Prop.ForAll(Lines, lines =>
    {
        foreach ((MiningOptions mining, MaskingOptions masking) in Settings)
        {
            TemplateTree tree = Mine.Tree(mining, masking, lines);
            foreach (string line in lines)
                tree.TextFor(line).ShouldNotBeNull(line);
            lines.Select(tree.TextFor).ShouldBe(lines.Select(tree.TextFor));
            tree.Templates.Sum(template => template.Count).ShouldBe(lines.Length);
        }
    }));

    [Fact]
    public void A_tree_read_back_gives_the_same_answers() => Check.One(Often, Prop.ForAll(Lines, lines =>
    {
        foreach ((MiningOptions mining, MaskingOptions masking) in Settings)
        {
            TemplateTree tree = Mine.Tree(mining, masking, lines);
            TemplateTree read = TemplateTree.Read(TemplateTreeTests.Json(tree));
            foreach (string line in lines)
            {
                read.TextFor(line).ShouldBe(tree.TextFor(line));
                read.ParametersOf(line).ShouldBe(tree.ParametersOf(line));
            }
        }
    }));

    [Fact]
    public void The_order_of_lines_has_no_say() => Check.One(Often, Prop.ForAll(Lines, lines =>
    {
        string[] shuffled = [.. lines];
        new System.Random(lines.Length).Shuffle(shuffled);
        Patterns(Mine.Tree(shuffled)).ShouldBe(Patterns(Mine.Tree(lines)));
    }));

    [Fact]
    public void Keeping_half_of_the_templates_keeps_their_lines() => Check.One(Often, Prop.ForAll(Lines, lines =>
    {
        TemplateTree tree = Mine.Tree(lines);
        int[] ids = [.. tree.Templates.Where(template => template.Id % 2 == 0).Select(template => template.Id).Reverse()];
        TemplateTree kept = tree.Keep(ids);
        TemplateMatcher before = tree.CreateMatcher(), after = kept.CreateMatcher();
        foreach (string line in lines)
        {
            byte[] content = System.Text.Encoding.UTF8.GetBytes(line);
            int id = Array.IndexOf(ids, before.Match(content));
            if (id >= 0)
                after.Match(content).ShouldBe(id);
        }
    }));

    [Fact]
    public void Byte_soup_is_learned_and_matched_like_any_line() => Check.One(Often, Prop.ForAll(Soup, lines =>
    {
        foreach ((MiningOptions mining, MaskingOptions masking) in Settings)
        {
            TemplateMiner miner = TemplateMiner.Create(mining, masking);
            foreach (byte[] line in lines)
            {
                miner.Learn(line);
                miner.LearnEventId(line);
            }

            TemplateTree tree = TemplateTree.Read(TemplateTreeTests.Json(miner.Freeze()));
            TemplateMatcher matcher = tree.CreateMatcher();
            foreach (byte[] line in lines)
            {
                matcher.Match(line).ShouldBeGreaterThanOrEqualTo(0);
                foreach (ActorDetector.Logs.Text.Slice slice in matcher.Parameters)
                    slice.End.ShouldBeLessThanOrEqualTo(line.Length);
                matcher.MatchEventId(line).ShouldBeGreaterThanOrEqualTo(0);
            }
        }
    }));

    private static string[] Patterns(TemplateTree tree) =>
        [.. TemplateTreeTests.Json(tree).GetProperty("templates").EnumerateArray()
            .Select(template => template.GetProperty("count") + " " + template.GetProperty("patterns"))];
}
