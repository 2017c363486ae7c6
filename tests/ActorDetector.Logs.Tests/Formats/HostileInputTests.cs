using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Logs.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Logs.Tests.Formats;

public sealed class HostileInputTests
{
    private static readonly Arbitrary<byte[]> Soup = Gen.Frequency(
        (5, Gen.Elements("{}[]\"\\,:;<> \t-.\n\r#0123456789T/abINFO"u8.ToArray())),
        (1, Gen.Choose(0, 255).Select(value => (byte)value))).ArrayOf().ToArbitrary();

    public static TheoryData<string> Formats => [.. LogFormats.Names, "<Date> <Time> [<Level>] <Who>(\\[<Pid>\\])?: <Content>"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_bytes_make_a_format_throw(string format) => Prop.ForAll(Soup, Soup, (sample, line) =>
    {
        LogFormat resolved = LogFormats.Resolve(new FormatOptions { Format = format }, sample).Format;
        LineParser parser = resolved.CreateParser();
        foreach (byte[] bytes in (byte[][])[line, sample, [.. sample, .. line]])
            Parses.Of(parser, bytes, resolved.Fields.Count);
        if (resolved is KeySequenceFormat sequences)
        {
            KeySequence sequence = default;
            sequences.CreateSequenceParser().Parse(line, ref sequence);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Lines_are_events_and_skipped_ones_and_no_others(string format) => Prop.ForAll(Soup, soup =>
    {
        using InputStream stream = new("soup", new MemoryStream([.. "text so that it is no binary file\n"u8, .. soup]));
        LogFormat resolved = LogFormats.Resolve(new FormatOptions { Format = format }, stream.LookAhead(LogFormats.SampleBytes)).Format;
        LineParser parser = resolved.CreateParser();
        using LineReader reader = new(stream, stream.Name, 0, resolved.Reading(new ReadingOptions()));
        LineCounts counts = new();
        LineBlock block = new();
        while (reader.Read(block))
        {
            counts.Add(block.Skipped);
            for (int i = 0; i < block.Count; i++)
            {
                ParsedLine parsed = default;
                counts.Add(parser.Parse(block[i], ref parsed));
            }
        }

        int ends = soup.Count(value => value == '\n');
        counts.Lines.ShouldBe(1 + (soup.Length == 0 || soup[^1] == '\n' ? ends : ends + 1));
        (counts.Events + counts.Skipped).ShouldBe(counts.Lines);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("hdfs", "081109 203615 148 INFO dfs.DataNode: terminating now")]
    [InlineData("json", "{\"@timestamp\":\"2024-05-01T10:00:00Z\",\"message\":\"a \\\"b\\\"\",\"host\":\"h\"}")]
    [InlineData("csv", "\"a \"\"b\"\"\",2024-05-01T10:00:00Z")]
    [InlineData("access", "1.2.3.4 - bob [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" 200 2326")]
    public void Parsing_a_line_allocates_nothing(string format, string text)
    {
        byte[] line = System.Text.Encoding.UTF8.GetBytes(text);
        LineParser parser = LogFormats.Resolve(new FormatOptions { Format = format }, [.. "message,time\n"u8.ToArray().Where(_ => format == "csv"), .. line, (byte)'\n']).Format.CreateParser();
        ParsedLine parsed = default;
        parser.Parse(line, ref parsed).ShouldBe(SkipReason.None);
        parsed.Time.ShouldNotBe(ParsedLine.NoTime);

        Allocation.Of(() =>
        {
            ParsedLine again = default;
            for (int i = 0; i < 1000; i++)
                parser.Parse(line, ref again);
        }).ShouldBe(0);
    }
}
