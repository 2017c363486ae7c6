using System.Text;
using ActorDetector.Logs.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Logs.Tests.Reading;

public sealed class LineFollowerTests
{
    private static readonly Gen<byte> Bytes = Gen.Frequency(
        (6, Gen.Choose('a', 'z').Select(c => (byte)c)),
        (3, Gen.Elements("\n\r 2-"u8.ToArray())),
        (1, Gen.Choose(1, 255).Select(c => (byte)c)));

    private static readonly Arbitrary<(byte[] Bytes, int[] Chunks)> Streams = (
        from bytes in Bytes.ArrayOf()
        from repeat in Gen.Choose(1, 20)
        from chunks in Gen.Choose(1, 50).NonEmptyListOf()
        select (Enumerable.Repeat(bytes, repeat).SelectMany(b => b).ToArray(), chunks.ToArray())).ToArbitrary();

    [Theory]
    [InlineData(null)]
    [InlineData("^[a-m2]")]
    public void Whoever_begins_at_a_place_is_given_the_same_from_there_on(string? recordStart) => Prop.ForAll(Streams, stream =>
    {
        ReadingOptions options = new() { MaxLineBytes = 64, RecordStart = recordStart };
        List<(LinePlace Place, int Given)> places = [];
        List<(long Number, string Text)> all = Follow(new ChunkedStream(stream.Bytes, stream.Chunks), options, default, places);

        foreach ((LinePlace place, int given) in places)
        {
            MemoryStream rest = new(stream.Bytes, (int)place.Offset, stream.Bytes.Length - (int)place.Offset);
            Follow(rest, options, place, []).ShouldBe(all[given..]);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("^[a-m2]")]
    public void Records_and_skipped_lines_are_those_that_a_reader_finds_and_their_numbers_ascend(string? recordStart) => Prop.ForAll(Streams, stream =>
    {
        ReadingOptions options = new() { MaxLineBytes = 64, RecordStart = recordStart };
        Reads reads = Reads.Of(new MemoryStream(stream.Bytes), options);
        List<(long Number, string Text)> all = Follow(new ChunkedStream(stream.Bytes, stream.Chunks), options, default, []);

        all.Where(line => line.Text[0] == '=').Select(line => line.Text[1..]).ShouldBe(reads.Records);
        all.Select(line => line.Number).ShouldBe(Enumerable.Range(1, (int)reads.Counts.Lines).Select(number => (long)number));
        foreach (SkipReason reason in Enum.GetValues<SkipReason>().Where(reason => reason != SkipReason.None))
            all.Count(line => line.Text == $"!{reason}").ShouldBe((int)reads.Counts[reason]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_record_that_many_skipped_lines_follow_ends_so_that_memory_is_bounded()
    {
        byte[] bytes = Encoding.Latin1.GetBytes("2024 a\n" + new string('\n', 200_000));
        using LineFollower lines = new(new MemoryStream(bytes), "test.log", new ReadingOptions { RecordStart = "^2024" }, default);
        LineBlock block = new();

        while (block.Count == 0)
            lines.Read(block).ShouldBeTrue();

        lines.Place.Lines.ShouldBeGreaterThan(60_000);
    }

    // Records with '=' and skipped lines with '!', in the order of their numbers within each block.
    private static List<(long Number, string Text)> Follow(Stream stream, ReadingOptions options, LinePlace start, List<(LinePlace Place, int Given)> places)
    {
        using LineFollower lines = new(stream, "test.log", options, start);
        List<(long Number, string Text)> all = [];
        LineBlock block = new();
        while (lines.Read(block))
        {
            Add(block, all);
            places.Add((lines.Place, all.Count));
        }

        lines.End(block);
        Add(block, all);
        return all;
    }

    private static void Add(LineBlock block, List<(long Number, string Text)> all) => all.AddRange(
        Enumerable.Range(0, block.Count).Select(i => (block.LineNumber(i), "=" + Encoding.Latin1.GetString(block[i])))
            .Concat(block.SkippedLines.Select(line => (line.Number, $"!{line.Reason}")))
            .OrderBy(line => line.Item1));
}
