using System.Text;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Tests.Reading;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("one\ntwo\n")]
    [InlineData("one\r\ntwo\r\n")]
    [InlineData("one\ntwo")]
    [InlineData("one\r\ntwo\r")]
    public void Lines_end_with_LF_or_CRLF_or_the_input(string text) => Reads.Of(text).Records.ShouldBe(["one", "two"]);

    [Fact]
    public void An_empty_input_has_no_lines()
    {
        Reads reads = Reads.Of("");

        reads.Records.ShouldBeEmpty();
        reads.Counts.Lines.ShouldBe(0);
    }

    [Fact]
    public void Blank_lines_are_counted_and_the_numbers_go_on()
    {
        Reads reads = Reads.Of("a\n\n \t\r\nb\n\n");

        reads.Records.ShouldBe(["a", "b"]);
        reads.Numbers.ShouldBe([1, 4]);
        reads.Counts[SkipReason.Empty].ShouldBe(3);
    }

    [Fact]
    public void A_line_with_NUL_bytes_is_counted_as_binary()
    {
        Reads reads = Reads.Of("a line of text\nb\0b\nanother line\n");

        reads.Records.ShouldBe(["a line of text", "another line"]);
        reads.Numbers.ShouldBe([1, 3]);
        reads.Counts[SkipReason.Binary].ShouldBe(1);
    }

    [Fact]
    public void A_line_over_the_limit_is_counted_and_one_at_the_limit_is_read()
    {
        string atLimit = new('x', 64);
        Reads reads = Reads.Of($"{atLimit}\r\n{atLimit}y\n{new string('z', 5000)}\nend", new ReadingOptions { MaxLineBytes = 64 });

        reads.Records.ShouldBe([atLimit, "end"]);
        reads.Numbers.ShouldBe([1, 4]);
        reads.Counts[SkipReason.TooLong].ShouldBe(2);
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_one_skipped_line_and_takes_no_memory_of_its_size()
    {
        byte[] bytes = Encoding.Latin1.GetBytes("first\n" + new string('x', 10_000_000) + "\nlast\n");
        using LineReader reader = new(new MemoryStream(bytes), "test.log", 0, new ReadingOptions());
        LineBlock block = new();
        long before = GC.GetAllocatedBytesForCurrentThread();

        List<string> records = [];
        long tooLong = 0;
        while (reader.Read(block))
        {
            tooLong += block.Skipped[SkipReason.TooLong];
            for (int i = 0; i < block.Count; i++)
                records.Add(Encoding.Latin1.GetString(block[i]));
        }

        records.ShouldBe(["first", "last"]);
        tooLong.ShouldBe(1);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(3_000_000);
    }

    [Fact]
    public void Reading_allocates_nothing_for_a_line()
    {
        byte[] bytes = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("a line of some length\n", 200_000)));
        LineBlock block = new();
        long lines = ReadAll();
        long before = GC.GetAllocatedBytesForCurrentThread();

        lines += ReadAll();

        lines.ShouldBe(400_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(50_000);

        long ReadAll()
        {
            using LineReader reader = new(new MemoryStream(bytes), "test.log", 0, new ReadingOptions());
            long count = 0;
            while (reader.Read(block))
                count += block.Count;
            return count;
        }
    }

    [Fact]
    public void A_last_line_over_the_limit_is_counted_though_it_never_ends() =>
        Reads.Of(new string('x', 100), new ReadingOptions { MaxLineBytes = 64 }).Counts[SkipReason.TooLong].ShouldBe(1);

    [Fact]
    public void A_byte_order_mark_is_dropped() => Reads.Of("\u00EF\u00BB\u00BFone\ntwo").Records.ShouldBe(["one", "two"]);

    [Fact]
    public void Invalid_UTF8_is_kept_as_it_is() => Reads.Of("a\u00FF\u00FEb\n").Records.ShouldBe(["a\u00FF\u00FEb"]);

    [Fact]
    public void A_file_that_is_no_text_is_refused_by_its_name()
    {
        byte[] program = new byte[10_000];
        new Random(1).NextBytes(program);

        Reads reads = Reads.Of(new MemoryStream(program));

        reads.Fault.ShouldNotBeNull().Message.ShouldStartWith("test.log: is not text");
        reads.Records.ShouldBeEmpty();
    }

    [Fact]
    public void A_program_is_refused_though_it_holds_readable_strings() =>
        Reads.Of(File.OpenRead(typeof(LineReader).Assembly.Location)).Fault.ShouldNotBeNull();

    [Fact]
    public void UTF16_text_is_refused_with_what_to_do() =>
        Reads.Of(new MemoryStream([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a line\n")])).Fault.ShouldNotBeNull().Message.ShouldContain("iconv");

    [Fact]
    public void Lines_of_a_live_stream_are_given_when_they_come()
    {
        using LineReader reader = new(new ChunkedStream([.. "one\ntw"u8], [6]) { NextRead = () => throw new InvalidOperationException("waited for more") },
            "live", 0, new ReadingOptions());
        LineBlock block = new();

        reader.Read(block).ShouldBeTrue();

        block.Count.ShouldBe(1);
        Encoding.ASCII.GetString(block[0]).ShouldBe("one");
    }

    [Fact]
    public void A_truncated_gz_gives_the_lines_before_the_damage_and_then_says_so()
    {
        string[] lines = [.. Enumerable.Range(0, 20_000).Select(i => $"line {i * 7919 % 104729} of the log")];
        byte[] packed = Gzip.Pack(string.Join('\n', lines));

        Reads reads = Reads.Of(new InputStream("test.log", new MemoryStream(packed[..(packed.Length / 2)])));

        reads.Records.Count.ShouldBeInRange(1_000, 19_999);
        reads.Records.SequenceEqual(lines.Take(reads.Records.Count)).ShouldBeTrue();
        string message = reads.Fault.ShouldNotBeNull().Message;
        message.ShouldStartWith("test.log: ");
        message.ShouldContain($"{reads.Records.Count:N0} whole lines");
    }

    [Fact]
    public void A_fault_while_reading_names_the_input()
    {
        Reads reads = Reads.Of(new ChunkedStream([.. "one\ntw"u8], [6]) { NextRead = () => throw new IOException("the disk is gone.") });

        reads.Records.ShouldBe(["one"]);
        reads.Fault.ShouldNotBeNull().Message.ShouldBe("test.log: cannot be read further after 6 bytes and 1 whole lines: the disk is gone. What came before was used.");
    }

    [Fact]
    public void A_limit_out_of_range_is_refused_by_its_name() =>
        Should.Throw<System.ComponentModel.DataAnnotations.ValidationException>(() => Reads.Of("x", new ReadingOptions { MaxLineBytes = 63 }))
            .Message.ShouldContain("MaxLineBytes");
}
