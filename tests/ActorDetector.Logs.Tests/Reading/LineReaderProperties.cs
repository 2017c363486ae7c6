using System.Text;
using ActorDetector.Logs.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Logs.Tests.Reading;

public sealed class LineReaderProperties
{
    // Bytes that matter to a reader come often; NUL only where a file is not taken for binary.
    private static readonly Gen<byte> Bytes = Gen.Frequency(
        (6, Gen.Choose('a', 'z').Select(c => (byte)c)),
        (3, Gen.Elements("\n\r \"2-"u8.ToArray())),
        (1, Gen.Choose(1, 255).Select(c => (byte)c)));

    private static readonly Arbitrary<(byte[] Bytes, int[] Chunks)> Streams = (
        from bytes in Bytes.ArrayOf()
        from repeat in Gen.Choose(1, 20)
        from chunks in Gen.Choose(1, 50).NonEmptyListOf()
        select (Enumerable.Repeat(bytes, repeat).SelectMany(b => b).ToArray(), chunks.ToArray())).ToArbitrary();

    [Theory]
    [InlineData(null)]
    [InlineData("^[a-m2]")]
    public void Records_do_not_hang_on_how_the_bytes_arrive(string? recordStart) => Prop.ForAll(Streams, stream =>
    {
        ReadingOptions options = new() { MaxLineBytes = 64, RecordStart = recordStart };
        Reads whole = Reads.Of(new MemoryStream(stream.Bytes), options);
        Reads pieces = Reads.Of(new ChunkedStream(stream.Bytes, stream.Chunks), options);

        pieces.Records.ShouldBe(whole.Records);
        pieces.Numbers.ShouldBe(whole.Numbers);
        foreach (SkipReason reason in Enum.GetValues<SkipReason>())
            pieces.Counts[reason].ShouldBe(whole.Counts[reason]);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("^[a-m2]")]
    public void Every_line_is_a_record_or_is_counted_as_skipped(string? recordStart) => Prop.ForAll(Streams, stream =>
    {
        Reads reads = Reads.Of(new MemoryStream(stream.Bytes), new ReadingOptions { MaxLineBytes = 64, RecordStart = recordStart });

        int ends = stream.Bytes.Count(b => b == '\n');
        int lines = stream.Bytes.Length == 0 || stream.Bytes[^1] == '\n' ? ends : ends + 1;
        reads.Counts.Lines.ShouldBe(lines);
        reads.Counts.Events.ShouldBe(reads.Records.Count);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Records_are_the_lines_that_a_plain_split_gives() => Prop.ForAll(Streams, stream =>
    {
        string text = Encoding.Latin1.GetString(stream.Bytes);
        IEnumerable<string> lines = text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line)
            .Where(line => line.Length <= 64 && line.Any(c => c is not (' ' or (>= '\t' and <= '\r'))));

        Reads.Of(new MemoryStream(stream.Bytes), new ReadingOptions { MaxLineBytes = 64 }).Records.ShouldBe(lines);
    }).QuickCheckThrowOnFailure();
}
