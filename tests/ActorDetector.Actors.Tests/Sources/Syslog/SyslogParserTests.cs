using System.Globalization;
using System.Text;
using ActorDetector.Actors.Sources.Syslog;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

public sealed class SyslogParserTests
{
    // Saturday noon of a leap year's first half.
    private static readonly DateTime s_arrived = new(2024, 5, 4, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("<165>1 2024-05-01T10:00:00.003Z web1 shop 8710 ID47 - paid", "165|2024-05-01T10:00:00.003|web1|shop|8710|ID47||paid")]
    [InlineData("<34>1 2024-05-01T10:00:00.123456789+02:00 web1 su - - - \uFEFFfailed for root", "34|2024-05-01T08:00:00.1234567|web1|su||||failed for root")]
    [InlineData("<0>1 - - - - - -", "0|||||||")]
    [InlineData("<13>1 - - - - - - x", "13|||||||x")]
    [InlineData("<13>1 2024-05-01T10:00:00-07:30 h a - - [x@1 a=\"b\"] m", "13|2024-05-01T17:30:00|h|a|||[x@1 a=\"b\"]|m")]
    [InlineData("<13>1 2024-05-01T10:00:00Z h a p m [x@1 a=\"]\\\"\\]\"][y] t", "13|2024-05-01T10:00:00|h|a|p|m|[x@1 a=\"]\\\"\\]\"][y]|t")]
    [InlineData("<13>1 2024-05-01T10:00:00Z h a p m [y]", "13|2024-05-01T10:00:00|h|a|p|m|[y]|")]
    [InlineData("<13>1 2016-12-31T23:59:60Z h a p m - leap", "13|2016-12-31T23:59:59|h|a|p|m||leap")]
    [InlineData("<13>1 2024-05-01T10:00:00Z h a p m -  two blanks", "13|2024-05-01T10:00:00|h|a|p|m|| two blanks")]
    public void A_message_of_RFC_5424_is_read(string text, string read) => Read(text).ShouldBe(read);

    [Theory]
    [InlineData("<34>Oct 11 22:14:15 mymachine su: 'su root' failed", "34|2024-10-11T22:14:15|mymachine|su||||'su root' failed")]
    [InlineData("<38>May  4 11:59:59 web1 sshd[4242]: Accepted publickey for op", "38|2024-05-04T11:59:59|web1|sshd|4242|||Accepted publickey for op")]
    [InlineData("<38>May  4 11:59:59 sshd[4242]: no host", "38|2024-05-04T11:59:59||sshd|4242|||no host")]
    [InlineData("<4>May  4 11:59:59 fe80::1 kernel: [ 12.345] eth0: up", "4|2024-05-04T11:59:59|fe80::1|kernel||||[ 12.345] eth0: up")]
    [InlineData("<22>May  4 11:59:59 mx postfix/smtpd[99]: connect", "22|2024-05-04T11:59:59|mx|postfix/smtpd|99|||connect")]
    [InlineData("<13>May  4 11:59:59 web1 last message repeated 2 times", "13|2024-05-04T11:59:59|web1|||||last message repeated 2 times")]
    [InlineData("<13>May  4 11:59:59 web1 http://x/y fetched", "13|2024-05-04T11:59:59|web1|||||http://x/y fetched")]
    [InlineData("<13>2024-05-04T11:59:59.25+02:00 web1 app[1]: from rsyslog", "13|2024-05-04T09:59:59.25|web1|app|1|||from rsyslog")]
    [InlineData("<13>Feb 29 10:00:00 h a: leap day", "13|2024-02-29T10:00:00|h|a||||leap day")]
    [InlineData("<13>Dec 31 23:59:59 h a: last year's", "13|2023-12-31T23:59:59|h|a||||last year's")]
    [InlineData("<13>Jun 1 01:02:03 h a: day of one digit", "13|2024-06-01T01:02:03|h|a||||day of one digit")]
    [InlineData("<189>29: May  4 10:00:00.123: %SYS-5-CONFIG_I: Configured", "189|2024-05-04T10:00:00.123||%SYS-5-CONFIG_I||||Configured")]
    [InlineData("<189>29: 000031: *May  4 10:00:00.5 UTC: %LINK-3-UPDOWN: Gi0/1, down", "189|2024-05-04T10:00:00.5||%LINK-3-UPDOWN||||Gi0/1, down")]
    [InlineData("<187>12: core-sw1: .May  4 10:00:00: %LINEPROTO-5-UPDOWN: up", "187|2024-05-04T10:00:00|core-sw1|%LINEPROTO-5-UPDOWN||||up")]
    [InlineData("<189>: 2024 May  4 10:00:00 UTC: %ETHPORT-5-IF_UP: up", "189|2024-05-04T10:00:00||%ETHPORT-5-IF_UP||||up")]
    [InlineData("<166>May 04 2024 10:00:00: %ASA-6-302013: Built outbound TCP", "166|2024-05-04T10:00:00||%ASA-6-302013||||Built outbound TCP")]
    [InlineData("<166>May 04 2024 10:00:00 fw01 : %ASA-6-302013: Built", "166|2024-05-04T10:00:00|fw01|%ASA-6-302013||||Built")]
    [InlineData("<14>May  4 10:00:00 win1 MSWinEventLog\t1\tSecurity\t4624", "14|2024-05-04T10:00:00|win1|||||MSWinEventLog\t1\tSecurity\t4624")]
    public void A_message_of_RFC_3164_is_read(string text, string read) => Read(text).ShouldBe(read);

    [Theory]
    [InlineData("", "-1|||||||")]
    [InlineData("plain text", "-1|||||||plain text")]
    [InlineData("<13>hello", "13|||||||hello")]
    [InlineData("<13>", "13|||||||")]
    [InlineData("<192>1 - - - - - -", "-1|||||||<192>1 - - - - - -")]
    [InlineData("<>x", "-1|||||||<>x")]
    [InlineData("<1234>x", "-1|||||||<1234>x")]
    [InlineData("<13", "-1|||||||<13")]
    [InlineData("<13>1 2024-02-30T10:00:00Z h a p m - no such day", "13|||||||1 2024-02-30T10:00:00Z h a p m - no such day")]
    [InlineData("<13>1 2024-05-01T10:00:00Z h a p m [x a=\"]", "13|||||||1 2024-05-01T10:00:00Z h a p m [x a=\"]")]
    [InlineData("<13>2 2024-05-01T10:00:00Z h a p m - x", "13|||||||2 2024-05-01T10:00:00Z h a p m - x")]
    [InlineData("<13>Feb 30 10:00:00 h a: x", "13|||||||Feb 30 10:00:00 h a: x")]
    [InlineData("<13>May  4 25:00:00 h a: x", "13|||||||May  4 25:00:00 h a: x")]
    public void A_message_of_another_form_is_all_text(string text, string read) => Read(text).ShouldBe(read);

    [Theory]
    [InlineData("2024-12-31T23:59:59", "Jan  1 00:00:01", "2025-01-01T00:00:01")]
    [InlineData("2025-01-01T00:00:01", "Dec 31 23:59:59", "2024-12-31T23:59:59")]
    [InlineData("2026-02-20T00:00:00", "Feb 29 00:00:00", "2024-02-29T00:00:00")]
    [InlineData("2027-03-01T00:00:00", "Feb 29 00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0001-01-01T00:00:00", "Dec 31 00:00:00", "0001-12-31T00:00:00")]
    [InlineData("9999-12-31T23:00:00", "Jan  1 00:00:00", "9999-01-01T00:00:00")]
    public void A_time_without_a_year_is_in_the_year_nearest_to_its_arrival(string arrived, string time, string read) =>
        Read($"<13>{time} h a: x", DateTime.Parse(arrived, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal))
            .ShouldBe($"13|{read}|h|a||||x");

    [Fact]
    public void A_time_without_a_zone_is_in_the_zone_of_the_options()
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        SyslogMessage message = SyslogParser.Parse("<13>May  4 12:00:00 h a: x"u8, s_arrived.Ticks, zone);
        new DateTime(message.Time).ShouldBe(s_arrived.AddHours(-2));
        new DateTime(message.LocalTime).ShouldBe(s_arrived);
    }

    [Theory]
    [InlineData("<38>May  4 11:59:59 web1 sshd[4242]: Accepted", "May  4 11:59:59 web1 sshd[4242]: Accepted")]
    [InlineData("<34>1 2024-05-01T10:00:00.123+02:00 web1 su - - - failed", "May  1 10:00:00 web1 su: failed")]
    [InlineData("<34>1 2024-11-21T10:00:00Z web1 su 7 - [x] failed", "Nov 21 10:00:00 web1 su[7]: failed")]
    [InlineData("<34>1 - - - - - - failed", "May  4 12:00:00 peer failed")]
    [InlineData("hello", "May  4 12:00:00 peer hello")]
    [InlineData("<13>Dec 31 01:02:03 h kernel:[1] x", "Dec 31 01:02:03 h kernel:[1] x")]
    public void The_line_is_written_as_daemons_write_it_to_files(string text, string line)
    {
        SyslogMessage message = SyslogParser.Parse(Encoding.UTF8.GetBytes(text), s_arrived.Ticks, TimeZoneInfo.Utc);
        ReadOnlySpan<byte> host = message.Host.IsEmpty ? "peer"u8 : message.Host;
        byte[] written = new byte[SyslogLineWriter.MostLength(message, host)];
        int length = SyslogLineWriter.Write(message, host, s_arrived.Ticks, written);
        Encoding.UTF8.GetString(written, 0, length).ShouldBe(line);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        byte[] modern = "<165>1 2024-05-01T10:00:00.003Z web1 shop 8710 ID47 [x@1 a=\"b\"] paid"u8.ToArray();
        byte[] old = "<38>May  4 11:59:59 web1 sshd[4242]: Accepted publickey for op"u8.ToArray();
        byte[] line = new byte[200];
        Allocation.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                SyslogMessage message = SyslogParser.Parse(i % 2 == 0 ? modern : old, s_arrived.Ticks, TimeZoneInfo.Utc);
                SyslogLineWriter.Write(message, message.Host, 0, line);
            }
        }).ShouldBe(0);
    }

    private static string Read(string text) => Read(text, s_arrived);

    private static string Read(string text, DateTime arrived)
    {
        SyslogMessage message = SyslogParser.Parse(Encoding.UTF8.GetBytes(text), arrived.Ticks, TimeZoneInfo.Utc);
        string time = message.Time == ParsedLine.NoTime ? "" : new DateTime(message.Time).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return $"{message.Priority}|{time}|{Encoding.UTF8.GetString(message.Host)}|{Encoding.UTF8.GetString(message.App)}"
            + $"|{Encoding.UTF8.GetString(message.ProcessId)}|{Encoding.UTF8.GetString(message.MessageId)}"
            + $"|{Encoding.UTF8.GetString(message.StructuredData)}|{Encoding.UTF8.GetString(message.Text)}";
    }
}
