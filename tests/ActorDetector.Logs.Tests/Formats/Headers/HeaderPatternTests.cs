using System.Text;
using ActorDetector.Logs.Formats.Headers;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Tests.Formats.Headers;

public sealed class HeaderPatternTests
{
    [Theory]
    [InlineData("<A> <B>: <Content>", "x y: z", "x|y|z")]
    [InlineData("<A> <B>: <Content>", "x   y:\tz: w", "x|y|z: w")]
    [InlineData("<A>  <Content>", "  x y  ", "x|y")]
    [InlineData("[<A>] <Content>", "[x y] z", "x y|z")]
    [InlineData(@"\[<A>\] <Content>", "[x] z", "x|z")]
    [InlineData(@"\<<A>\>\\<Content>", @"<x>\z", "x|z")]
    [InlineData("(<A>) <Content>", "(x) z", "x|z")]
    [InlineData("<A>: <Content>", "x:y: z", "x:y|z")]
    [InlineData("<A>: <Content>", "x:", "x|")]
    [InlineData(@"<A>(\[<P>\])?: <Content>", "x[1]: z", "x|1|z")]
    [InlineData(@"<A>(\[<P>\])?: <Content>", "x: z [1]: w", "x||z [1]: w")]
    [InlineData(@"<A>(\[<P>\])?: <Content>", "x[1]y: z", "x[1]y||z")]
    [InlineData(@"(\<<P>\>)?<A> <Content>", "<34>x z", "34|x|z")]
    [InlineData(@"(\<<P>\>)?<A> <Content>", "x z", "|x|z")]
    [InlineData(@"<A>( ""<B>"" ""<C>"")?", @"x ""y"" ""z""", "x|y|z")]
    [InlineData(@"<A>( ""<B>"" ""<C>"")?", @"x ""y""", "x \"y\"||")]
    [InlineData("<Zeit>ä<Content>", "1ä2", "1|2")]
    public void A_field_is_the_shortest_run_up_to_what_follows(string pattern, string line, string fields) =>
        Cut(pattern, line).ShouldBe(fields.Split('|'));

    [Theory]
    [InlineData("<A> <B>: <Content>", "x y z")]
    [InlineData("<A> <B>: <Content>", "")]
    [InlineData("[<A>] <Content>", "x] z")]
    [InlineData("[<A>] <Content>", "[x]z")]
    [InlineData(@"<A>(\[<P>\])?: <Content>", "x[1] z")]
    public void A_line_without_the_header_does_not_match(string pattern, string line) => Cut(pattern, line).ShouldBeNull();

    [Theory]
    [InlineData("", 1, "names no field")]
    [InlineData("abc", 1, "names no field")]
    [InlineData("<A> <B", 5, "without its >")]
    [InlineData("<A> <> <C>", 5, "field name ''")]
    [InlineData("<A> <b c>", 5, "field name 'b c'")]
    [InlineData("<A><Content>", 1, "needs literal text behind <A>")]
    [InlineData("<A> <a>", 5, "the field a twice")]
    [InlineData(@"<A> \", 5, "backslash")]
    [InlineData("<A>(<B>)? <Content>", 4, "does not begin with literal text")]
    [InlineData("<A>([<B>)? <Content>", 6, "needs literal text behind <B>")]
    [InlineData("<A> )?<Content>", 5, "has ')' where text or a field is expected")]
    [InlineData("<A>([<B>] (<C>)?)? <Content>", 11, "has '(' where text or a field is expected")]
    public void A_bad_pattern_is_refused_with_the_place(string pattern, int place, string reason) =>
        Should.Throw<FormatException>(() => HeaderPattern.Parse(pattern)).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain(reason),
            message => message.ShouldEndWith($"at character {place}"));

    [Fact]
    public void Matching_allocates_nothing()
    {
        HeaderPattern pattern = HeaderPattern.Parse("<Date> <Time> <Pid> <Level> <Component>: <Content>");
        byte[] line = "081109 203615 148 INFO dfs.DataNode: PacketResponder 1 for block blk_1 terminating"u8.ToArray();
        Slice[] fields = new Slice[6];
        pattern.Match(line, fields).ShouldBeTrue();
        Allocation.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
                pattern.Match(line, fields);
        }).ShouldBe(0);
    }

    [Theory]
    [InlineData(@"<A>(\[<P>\])?: <Content>", ":")]
    [InlineData(@"<A>(\[<P>\])?: <Content>", "[")]
    [InlineData(@"<A>(\[<P>\])?: <Content>", "[:")]
    [InlineData("<A> <B>: <Content>", " :")]
    public void A_hostile_line_takes_no_time_that_grows_with_its_square(string pattern, string repeated)
    {
        string line = string.Concat(Enumerable.Repeat(repeated, 65_536 / repeated.Length));
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();

        Cut(pattern, line);

        // It takes some milliseconds; squared, it would be minutes.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    internal static string[]? Cut(string pattern, string line)
    {
        HeaderPattern header = HeaderPattern.Parse(pattern);
        Slice[] fields = new Slice[header.Fields.Count];
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        return header.Match(bytes, fields) ? [.. fields.Select(field => Encoding.UTF8.GetString(field.Of(bytes)))] : null;
    }
}
