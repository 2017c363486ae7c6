using System.Text;
using System.Text.RegularExpressions;
using ActorDetector.Logs.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Logs.Tests.Text;

public sealed class LinePatternTests
{
    private static readonly string[] Patterns =
    [
        @"blk_-?\d+", @"id=(\w+)", @"\b(?:blk|req|vm)-[0-9a-f]+", @"(\d+) ms", @"^abc", @"abc$", @"^(\w+):", @"\[(\d+)\]", @"\b\d+\b", @"a.c",
        @"user=([^ ]+) ", @"(GET|POST) (/\S*)", @"(?:a|ab)c", @"[a-c\-]{2,3}1", @"\d{3}", @"x\s*=\s*(\d+)", @"-?\b\d", @"(?i)ABC", @"a*b", @"a+?b",
        @"(?<=id=)\d+", @"(a)|(b)|c", @"(\w)\1", @"é+", @"[^a]+1", @"()a", @"a()", @"[]a]", @"\w+\d", @"a{,2}", @"\.\d", @"[\d.]+", @"c?$", @"id=(\d+)-(\d+)",
        @"\S+$", @"^\s*(\w+)", @"a{2}", @"a-?\b", @"[a-z-[b]]+", @"(?<name>b\d)", @"",
    ];

    private static readonly string[] Pieces =
    [
        "blk_", "-", "1", "23", "456", " ", "id=", "abc", "a", "b", "c", "aab", "GET /x", "POST", "req-", "vm-0f", "x = ", "ms", " ms", ":", "[", "]", "é", "€",
        ".", "\t", "\n", "user=", "=",
    ];

    [Fact]
    public void Matches_are_those_of_the_same_regular_expression_over_the_decoded_text()
    {
        LinePattern[] patterns = [.. Patterns.Select(pattern => new LinePattern(pattern, "--session-id"))];
        Regex[] models = [.. Patterns.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant))];
        Gen<string> lines = Gen.Elements(Pieces).ListOf().Select(string.Concat);
        Prop.ForAll(lines.ToArbitrary(), line =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            for (int i = 0; i < patterns.Length; i++)
            {
                string what = $"'{Patterns[i]}' in '{line}'";
                Match model = models[i].Match(line);
                patterns[i].IsMatch(bytes).ShouldBe(model.Success, what);
                patterns[i].TryFind(bytes, out Slice found).ShouldBe(model.Success, what);
                if (model.Success)
                {
                    Group group = model.Groups.Cast<Group>().Skip(1).FirstOrDefault(group => group.Success) ?? model;
                    found.ShouldBe(BytesOf(line, group), what);
                }

                List<Slice> all = [];
                foreach (Slice match in patterns[i].EnumerateMatches(bytes))
                    all.Add(match);
                all.ShouldBe(models[i].Matches(line).Select(match => BytesOf(line, match)), what);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData(@"blk_-?\d+", "block blk_-1608999 src", "blk_-1608999")]
    [InlineData(@"user=(\w+)", "login user=ann ok", "ann")]
    [InlineData(@"user=(\w+)", "größe=𝄞 user=ann ok", "ann")]
    [InlineData(@"a=(\d+)|b=(\d+)", "x b=17", "17")]
    public void The_first_group_that_took_part_is_found_or_else_the_whole_match(string pattern, string line, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        new LinePattern(pattern, "--session-id").TryFind(bytes, out Slice found).ShouldBeTrue();
        Encoding.UTF8.GetString(found.Of(bytes)).ShouldBe(expected);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_do_no_harm()
    {
        byte[] line = [0xff, 0xc3, .. "id=7"u8, 0xfe, 0x00, .. "id=8"u8, 0xe2, 0x82];
        List<string> found = [];
        foreach (Slice match in new LinePattern(@"id=\d", "--mask").EnumerateMatches(line))
            found.Add(Encoding.UTF8.GetString(match.Of(line)));
        found.ShouldBe(["id=7", "id=8"]);
    }

    [Fact]
    public void A_pattern_that_backtracks_without_end_finds_nothing_and_comes_back()
    {
        byte[] line = [.. Enumerable.Repeat((byte)'a', 5000)];
        LinePattern pattern = new(@"(?=b?)(a+)+b", "--session-start");
        pattern.IsMatch(line).ShouldBeFalse();
        pattern.TryFind(line, out _).ShouldBeFalse();
        foreach (Slice match in pattern.EnumerateMatches(line))
            throw new InvalidOperationException(match.ToString());
    }

    [Fact]
    public void A_line_made_to_be_slow_is_still_answered_rightly()
    {
        // Tried from every digit to the last, it would take minutes.
        byte[] line = [.. Enumerable.Repeat((byte)'7', 600_000), .. "x 8 ms"u8];
        LinePattern pattern = new(@"(\d+) ms", "--session-id");
        pattern.TryFind(line, out Slice found).ShouldBeTrue();
        found.ShouldBe(new Slice(600_002, 1));
        int matches = 0;
        foreach (Slice match in pattern.EnumerateMatches(line))
            matches += match == new Slice(600_002, 4) ? 1 : 100;
        matches.ShouldBe(1);
    }

    [Fact]
    public void What_is_no_regular_expression_is_refused_with_the_option_and_the_fault()
    {
        ArgumentException fault = Should.Throw<ArgumentException>(() => new LinePattern("blk_(", "--session-id"));
        fault.Message.ShouldContain("--session-id");
        fault.Message.ShouldContain("'blk_('");
    }

    [Theory]
    [InlineData(@"blk_-?\d+", "Receiving block blk_-1608999687919862906 src: /10.250.19.102:54106")]
    [InlineData(@"block (\S+)", "Receiving block blk_-1608999687919862906 src: /10.250.19.102:54106")]
    [InlineData(@"sess(?:ion)?[-_]?id=\w+", "a session_id=17 begins")]
    [InlineData(@"blk_-?\d+", "Größe: block blk_-1608999687919862906")]
    public void Matching_does_not_allocate(string pattern, string text)
    {
        byte[] line = Encoding.UTF8.GetBytes(text);
        LinePattern compiled = new(pattern, "--session-id");
        Count(compiled, line, 1000);
        int found = 0;
        Allocation.Of(() => found = Count(compiled, line, 1000)).ShouldBe(0);
        found.ShouldBe(3000);
    }

    private static int Count(LinePattern pattern, byte[] line, int times)
    {
        int found = 0;
        for (int i = 0; i < times; i++)
        {
            found += pattern.IsMatch(line) ? 1 : 0;
            found += pattern.TryFind(line, out _) ? 1 : 0;
            foreach (Slice _ in pattern.EnumerateMatches(line))
                found++;
        }

        return found;
    }

    private static Slice BytesOf(string line, Capture capture) => new(
        Encoding.UTF8.GetByteCount(line.AsSpan(0, capture.Index)),
        Encoding.UTF8.GetByteCount(line.AsSpan(capture.Index, capture.Length)));
}
