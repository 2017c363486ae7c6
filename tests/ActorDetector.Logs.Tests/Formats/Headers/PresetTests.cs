using ActorDetector.Logs.Formats;

namespace ActorDetector.Logs.Tests.Formats.Headers;

public sealed class PresetTests
{
    [Theory]
    [InlineData("<34>Oct 11 22:14:15 mymachine su: 'su root' failed", "'su root' failed", "mymachine", "2000-10-11T22:14:15")]
    [InlineData("Oct  1 22:14:15 mymachine sshd[42]: Accepted", "Accepted", "mymachine", "2000-10-01T22:14:15")]
    public void Syslog_of_RFC_3164(string line, string content, string host, string time) => ShouldBe(line, "syslog-rfc3164", content, host, time);

    [Theory]
    [InlineData("<34>1 2003-10-11T22:14:15.003Z h.com su - ID47 - \uFEFF'su root' failed", "'su root' failed", "h.com", "2003-10-11T22:14:15.003")]
    [InlineData("<165>1 2003-08-24T05:14:15.000003-07:00 h app 8710 - [a@1 i=\"3\\\"]\" e=\"x]\"][b@2 c=\"\"] BOM or not", "BOM or not", "h", "2003-08-24T12:14:15.000003")]
    [InlineData("<165>1 2003-08-24T05:14:15Z h app 8710 - [unclosed message", "[unclosed message", "h", "2003-08-24T05:14:15")]
    public void Syslog_of_RFC_5424(string line, string content, string host, string time) => ShouldBe(line, "syslog-rfc5424", content, host, time);

    [Fact]
    public void Syslog_of_RFC_5424_without_a_message_is_counted() =>
        Parses.OfLine("<165>1 2003-08-24T05:14:15Z h app 8710 - [a@1 i=\"3\"]", new FormatOptions { Format = "syslog-rfc5424" }).Reason.ShouldBe(SkipReason.NoMessage);

    [Fact]
    public void Syslog_with_ISO_times() =>
        ShouldBe("2024-05-01T10:00:00.5+02:00 web1 nginx[7]: started", "syslog-iso", "started", "web1", "2024-05-01T08:00:00.5");

    [Theory]
    [InlineData("1.2.3.4 - bob [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" 200 2326", "")]
    [InlineData("1.2.3.4 - bob [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" 200 2326 \"http://x/y\" \"Mozilla/4.08 [en]\"", "Mozilla/4.08 [en]")]
    public void Web_access_lines_are_their_request_status_and_size(string line, string agent)
    {
        Parses parsed = Parses.OfLine(line, new FormatOptions { Format = "access", EntityField = "Client" });

        parsed.Content.ShouldBe("\"GET /a.gif HTTP/1.0\" 200 2326");
        parsed.Entity.ShouldBe("1.2.3.4");
        parsed.Time.ShouldBe("2000-10-10T20:55:36");
        parsed.Fields.ShouldBe(["1.2.3.4", "-", "bob", "10/Oct/2000:13:55:36 -0700", "GET /a.gif HTTP/1.0", "200", "2326", agent.Length > 0 ? "http://x/y" : "", agent, parsed.Content]);
    }

    [Fact]
    public void Plain_lines_are_all_content() => Parses.OfLine("  any <text> ", new FormatOptions { Format = "plain" }).Content.ShouldBe("any <text>");

    [Theory]
    [InlineData("no header here", SkipReason.Header)]
    [InlineData("081109 203615 148 INFO dfs.DataNode:", SkipReason.NoMessage)]
    public void A_line_of_another_form_is_counted(string line, SkipReason reason) =>
        Parses.OfLine(line, new FormatOptions { Format = "hdfs" }).Reason.ShouldBe(reason);

    [SharedDataTheory]
    [InlineData("hdfs", "hdfs_raw", "hdfs.log.gz", 110_788)]
    [InlineData("bgl", "bgl_raw", "bgl_60k.log.gz", 60_000)]
    public void All_lines_of_the_long_logs_have_their_presets_header(string format, string folder, string file, int count)
    {
        List<Parses> lines = Parses.OfFile(SharedData.PathOf(folder, file), new FormatOptions { Format = format });

        lines.Count.ShouldBe(count);
        lines.Count(line => line.Reason == SkipReason.None && line.Time is not null).ShouldBe(count);
    }

    private static void ShouldBe(string line, string format, string content, string host, string time)
    {
        Parses parsed = Parses.OfLine(line, new FormatOptions { Format = format, EntityField = "Host" });

        parsed.Reason.ShouldBe(SkipReason.None);
        parsed.Content.ShouldBe(content);
        parsed.Entity.ShouldBe(host);
        parsed.Time.ShouldBe(time);
        Parses.OfLine(line, new FormatOptions { EntityField = "Host" }).ShouldSatisfyAllConditions(
            detected => detected.Content.ShouldBe(content),
            detected => detected.Time.ShouldBe(time));
    }
}
