using System.Text;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Tests.Reading;

public sealed class LineBlockTests
{
    [Fact]
    public void Appended_lines_keep_what_is_known_of_them()
    {
        var block = new LineBlock();
        block.Begin(source: 3, arrived: 77);
        block.Append("first"u8, 1L << 50, 12, "host-a"u8);
        block.Append(new byte[3 << 20], 2, ParsedLine.NoTime, "host-a"u8);
        block.Append(""u8, -1, 13, ""u8);

        (block.Source, block.Arrived, block.Count).ShouldBe((3, 77, 3));
        Text(block[0]).ShouldBe("first");
        block[1].Length.ShouldBe(3 << 20);
        (Text(block.Entity(0)), Text(block.Entity(1)), Text(block.Entity(2))).ShouldBe(("host-a", "host-a", ""));
        (block.Time(0), block.Time(1), block.Time(2)).ShouldBe((12, ParsedLine.NoTime, 13));
        (block.LineNumber(0), block.LineNumber(2)).ShouldBe((1L << 50, -1));
    }

    [Fact]
    public void A_block_from_a_file_knows_no_entities_and_cannot_be_appended_to()
    {
        var block = new LineBlock();
        block.Begin(0, 5);
        block.Append("before"u8, 1, 2, "host"u8);
        using var reader = new LineReader(new MemoryStream("one\ntwo\n"u8.ToArray()), "made", 1, new ReadingOptions());

        reader.Read(block).ShouldBeTrue();

        (block.Arrived, block.Count, Text(block[1]), block.Entity(1).Length, block.Time(1)).ShouldBe((0, 2, "two", 0, ParsedLine.NoTime));
        Should.Throw<InvalidOperationException>(() => block.Append("x"u8, 1, 2, ""u8));
    }

    [Fact]
    public void Appending_to_a_used_block_allocates_nothing()
    {
        var block = new LineBlock();
        Fill(block);

        Allocation.Of(() => Fill(block)).ShouldBe(0);

        static void Fill(LineBlock block)
        {
            block.Begin(0, 1);
            for (int i = 0; i < 10_000; i++)
                block.Append("a line of some length"u8, i, i, i % 2 == 0 ? "even"u8 : "odd"u8);
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
