using System.Text;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Tests.Formats.Sequences;

public sealed class KeySequenceTests
{
    [Fact]
    public void A_line_is_a_session_of_keys()
    {
        Row row = Rows("5 5 22  11 \n7 8\n")[0];

        row.Keys.ShouldBe(["5", "5", "22", "11"]);
        row.Count.ShouldBe(1);
        row.IsAnomaly.ShouldBeNull();
        row.Session.ShouldBe("");
    }

    [Theory]
    [InlineData("#label\tcount\tsequence\n1\t246\t22 5\n", "", true, 246)]
    [InlineData("#block\tlabel\tevent ids\nblk_1\t0\t22 5\n", "blk_1", false, 1)]
    [InlineData("Sequence,label\n22 5,1\n", "", true, 1)]
    public void Columns_beside_the_keys_are_named_by_the_first_row(string text, string session, bool isAnomaly, long count)
    {
        List<Row> rows = Rows(text);

        rows[0].Reason.ShouldBe(SkipReason.ColumnNames);
        rows[1].ShouldSatisfyAllConditions(
            row => row.Reason.ShouldBe(SkipReason.None),
            row => row.Keys.ShouldBe(["22", "5"]),
            row => row.Session.ShouldBe(session),
            row => row.IsAnomaly.ShouldBe(isAnomaly),
            row => row.Count.ShouldBe(count));
    }

    [Theory]
    [InlineData("1\t0\t5", SkipReason.Malformed)]
    [InlineData("1\t-3\t5", SkipReason.Malformed)]
    [InlineData("1\tmany\t5", SkipReason.Malformed)]
    [InlineData("1\t5", SkipReason.Malformed)]
    [InlineData("1\t5\t", SkipReason.NoMessage)]
    [InlineData("# a comment", SkipReason.ColumnNames)]
    public void A_row_that_is_no_session_is_counted(string row, SkipReason reason) => Rows("#label\tcount\tsequence\n" + row + "\n")[1].Reason.ShouldBe(reason);

    [Fact]
    public void Keys_may_be_any_words_when_the_format_is_named() =>
        Rows("E5 E22 E11\n", new FormatOptions { Format = "sequences" })[0].Keys.ShouldBe(["E5", "E22", "E11"]);

    [SharedDataFact]
    public void The_sequences_of_HDFS_are_recognised_and_counted_in_full()
    {
        Rows(File.ReadAllText(SharedData.PathOf("hdfs_sequences", "train.txt"))).Count(row => row.Reason == SkipReason.None).ShouldBe(4_855);

        using InputStream packed = InputFiles.Open(SharedData.PathOf("hdfs_sequences", "test_dev.tsv.gz"));
        using StreamReader text = new(packed);
        List<Row> test = [.. Rows(text.ReadToEnd()).Where(row => row.Reason == SkipReason.None)];
        test.Where(row => row.IsAnomaly == false).Sum(row => row.Count).ShouldBe(110_703);
        test.Where(row => row.IsAnomaly == true).Sum(row => row.Count).ShouldBe(3_428);
    }

    private static List<Row> Rows(string text, FormatOptions? options = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        KeySequenceParser parser = LogFormats.Resolve(options ?? new FormatOptions(), bytes).Format.ShouldBeOfType<KeySequenceFormat>().CreateSequenceParser();
        using LineReader reader = new(new MemoryStream(bytes), "test", 0, new ReadingOptions());
        List<Row> rows = [];
        LineBlock block = new();
        while (reader.Read(block))
        {
            for (int i = 0; i < block.Count; i++)
            {
                KeySequence sequence = default;
                SkipReason reason = parser.Parse(block[i], ref sequence);
                List<string> keys = [];
                foreach (ReadOnlySpan<byte> key in sequence.Keys)
                    keys.Add(Encoding.UTF8.GetString(key));
                rows.Add(new Row(reason, Encoding.UTF8.GetString(sequence.Session), sequence.IsAnomaly, sequence.Count, keys));
            }
        }

        return rows;
    }

    private sealed record Row(SkipReason Reason, string Session, bool? IsAnomaly, long Count, List<string> Keys);
}
