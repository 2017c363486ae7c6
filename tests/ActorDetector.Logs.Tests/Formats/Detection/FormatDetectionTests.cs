using System.Text;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Logs.Tests.Formats.Detection;

public sealed class FormatDetectionTests
{
    [Theory]
    [InlineData("2024-05-01 10:00:00,123 [main] INFO com.foo.Bar - started", "started")]
    [InlineData("2024-05-01 10:00:00.123  INFO 4711 --- [main] c.f.Bar : started", "started")]
    [InlineData("2024-05-01T10:00:00.123Z INFO started well", "started well")]
    [InlineData("[2024-05-01 10:00:00] ERROR: disk full", "disk full")]
    [InlineData("2024/05/01 10:00:00 [error] 123#0: *1 open() failed", "*1 open() failed")]
    [InlineData("10:00:00.123 DEBUG Worker: started", "started")]
    [InlineData("01.05.2024 10:00:00 started well", "started well")]
    [InlineData("2024-05-01 10:00:00 | WARN | started", "started")]
    public void Headers_that_begin_with_a_time_are_recognised(string line, string content)
    {
        string[] lines = [.. Enumerable.Range(0, 20).Select(i => line + (i % 3 == 0 ? " again" : ""))];

        List<Parses> parsed = Parses.Of(string.Join('\n', lines), new FormatOptions());

        parsed[1].Content.ShouldBe(content);
        parsed.ShouldAllBe(p => p.Time != null);
    }

    [SharedDataTheory]
    [InlineData("hdfs", "hdfs_raw", "hdfs.log.gz")]
    [InlineData("bgl", "bgl_raw", "bgl_60k.log.gz")]
    [InlineData("csv", "http", "webLog.csv")]
    [InlineData("sequences", "hdfs_sequences", "train.txt")]
    [InlineData("sequences", "hdfs_sequences", "test_dev.tsv.gz")]
    [InlineData("sequences", "hdfs_raw", "sequences.tsv.gz")]
    [InlineData("sequences", "hdfs_supervised", "valid.csv.gz")]
    [InlineData("hadoop", "loghub_2k", "Hadoop", "Hadoop_2k.log")]
    [InlineData("syslog-rfc3164", "loghub_2k", "OpenSSH", "OpenSSH_2k.log")]
    [InlineData("openstack", "loghub_2k", "OpenStack", "OpenStack_2k.log")]
    public void Real_logs_are_recognised_as_what_they_are(string format, params string[] path)
    {
        using InputStream stream = InputFiles.Open(SharedData.PathOf(path));

        LogFormats.Resolve(new FormatOptions(), stream.LookAhead(LogFormats.SampleBytes)).Format.Name.ShouldBe(format);
    }

    [Fact]
    public void Lines_without_any_header_are_plain() =>
        LogFormats.Resolve(new FormatOptions(), "some text\nmore text\n"u8).ShouldSatisfyAllConditions(
            resolved => resolved.Format.Name.ShouldBe("plain"),
            resolved => resolved.Description.ShouldBe("No format was recognised: each line is all content."));

    [Fact]
    public void What_was_chosen_is_said_with_the_share_of_lines_that_it_fits()
    {
        string text = string.Concat(Enumerable.Repeat("081109 203615 148 INFO dfs.DataNode: terminating\n", 9)) + "   at a.stack.trace\n";

        LogFormats.Resolve(new FormatOptions(), Encoding.ASCII.GetBytes(text)).Description
            .ShouldBe("The format was recognised as hdfs: it fits 90.0 % of the first 10 lines; times are yyMMdd HHmmss in Date,Time.");
    }

    [Fact]
    public void What_was_recognised_can_be_kept_and_gives_the_same_format_for_any_log()
    {
        ResolvedFormat first = LogFormats.Resolve(new FormatOptions(), "2024-05-01T10:00:00Z INFO started\n2024-05-01T10:00:01Z INFO stopped\n"u8);
        ResolvedFormat again = LogFormats.Resolve(first.Options, "something else\n"u8);

        again.Format.Name.ShouldBe(first.Format.Name);
        again.Options.ShouldBe(first.Options);
        Parses.OfLine("2024-05-02T10:00:00Z WARN slow", first.Options).Time.ShouldBe("2024-05-02T10:00:00");
    }

    [Fact]
    public void JSON_lines_are_recognised() =>
        Parses.Of("{\"message\":\"a\"}\n{\"message\":\"b\"}\n", new FormatOptions()).Select(p => p.Content).ShouldBe(["a", "b"]);

    [Fact]
    public void A_CSV_is_recognised_by_its_column_of_messages() =>
        Parses.Of("LineId,Content,EventId\n1,\"a, b\",E1\n2,c,E2\n", new FormatOptions())[1].Content.ShouldBe("a, b");

    [Fact]
    public void A_line_cut_off_at_the_samples_end_is_no_witness()
    {
        byte[] sample = Encoding.ASCII.GetBytes("{\"message\":\"a\"}\n{\"mess");

        LogFormats.Resolve(new FormatOptions(), sample).Description.ShouldContain("100.0 % of the first 1 lines");
    }

    [Fact]
    public void An_empty_log_has_no_format_to_recognise() => LogFormats.Resolve(new FormatOptions(), []).Description.ShouldContain("no lines");

    [Fact]
    public void Times_are_recognised_for_a_header_that_is_given() =>
        Parses.OfLine("17/06/09 20:10:40 x|started", new FormatOptions { Format = "<Date> <Time> <Who>|<Content>" }).Time.ShouldBe("2017-06-09T20:10:40");

    [Fact]
    public void Times_that_are_not_recognised_are_said_to_be_so() =>
        LogFormats.Resolve(new FormatOptions { Format = "<Time> <Content>", TimeField = "Time" }, "x y\n"u8).Description.ShouldContain("give --time-format");
}
