using ActorDetector.Logs.Formats;

namespace ActorDetector.Logs.Tests.Formats.Times;

public sealed class TimeTests
{
    [Theory]
    [InlineData("yyMMdd HHmmss", "081109 203615", "2008-11-09T20:36:15")]
    [InlineData("yy/MM/dd HH:mm:ss", "99/06/09 20:10:40", "1999-06-09T20:10:40")]
    [InlineData("yyyy-MM-dd HH:mm:ss,fff", "2015-10-18 18:01:47,978", "2015-10-18T18:01:47.978")]
    [InlineData("yyyy-MM-dd-HH.mm.ss.ffffff", "2005-06-03-15.42.50.675872", "2005-06-03T15:42:50.675872")]
    [InlineData("ddd MMM dd HH:mm:ss yyyy", "Sun Dec 04 04:47:44 2005", "2005-12-04T04:47:44")]
    [InlineData("d MMMM yyyy H:mm", "4 december 2005 4:47", "2005-12-04T04:47:00")]
    [InlineData("M/d/yyyy h:mm:ss tt", "1/2/2024 12:05:06 AM", "2024-01-02T00:05:06")]
    [InlineData("M/d/yyyy h:mm:ss tt", "1/2/2024 1:05:06 pm", "2024-01-02T13:05:06")]
    [InlineData("dd/MMM/yyyy:HH:mm:ss zzz", "10/Oct/2000:13:55:36 -0700", "2000-10-10T20:55:36")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "2024-05-01T10:00:00Z", "2024-05-01T10:00:00")]
    [InlineData("yyyy-MM-dd\\THH:mm:ss.FFF", "2024-05-01T10:00:00,123456789", "2024-05-01T10:00:00.1234567")]
    [InlineData("iso", "2024-05-01T10:00:00.25+05:30", "2024-05-01T04:30:00.25")]
    [InlineData("iso", "2024-05-01 10:00", "2024-05-01T10:00:00")]
    [InlineData("iso", "2016-12-31T23:59:60Z", "2016-12-31T23:59:59")]
    [InlineData("unix", "1117838570", "2005-06-03T22:42:50")]
    [InlineData("unix", "1117838570.25", "2005-06-03T22:42:50.25")]
    [InlineData("unixms", "1117838570123", "2005-06-03T22:42:50.123")]
    [InlineData("HH:mm:ss.fff", "10:20:30.456", "2000-01-01T10:20:30.456")]
    [InlineData("MMM d HH:mm:ss", "Feb 29 10:20:30", "2000-02-29T10:20:30")]
    public void A_time_is_read_by_its_format(string format, string text, string time) => Times([text], format).ShouldBe([time]);

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2023-02-29 10:00:00")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2023-13-01 10:00:00")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "0000-01-01 10:00:00")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2023-01-01 24:00:00")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2023-01-01 10:00:00 ")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2023-01-01 10:00:000")]
    [InlineData("MMM d HH:mm:ss", "Foo 1 10:00:00")]
    [InlineData("iso", "2024-05-01")]
    [InlineData("iso", "0001-01-01T00:00:00+14:00")]
    [InlineData("iso", "9999-12-31T23:59:59-14:00")]
    [InlineData("unix", "-5")]
    [InlineData("unix", "99999999999999999999")]
    [InlineData("unixms", "9223372036854775807")]
    [InlineData("h tt", "13 PM")]
    public void What_is_no_time_is_no_time_and_never_an_error(string format, string text)
    {
        string? time = Times([text], format).ShouldHaveSingleItem();
        if (text.EndsWith(' '))
            time.ShouldNotBeNull("blanks around a time are none of it");
        else
            time.ShouldBeNull();
    }

    [Fact]
    public void A_year_that_is_missing_goes_on_through_New_Year_and_late_lines_stay_in_the_old_one() =>
        Times(["Dec 31 23:59:59", "Jan  1 00:00:01", "Dec 31 23:59:58", "Jan  1 00:00:02", "Jun  1 00:00:00", "Nov  1 00:00:00", "Jan  2 00:00:00"], "MMM d HH:mm:ss")
            .ShouldBe(["2000-12-31T23:59:59", "2001-01-01T00:00:01", "2000-12-31T23:59:58", "2001-01-01T00:00:02", "2001-06-01T00:00:00", "2001-11-01T00:00:00", "2002-01-02T00:00:00"]);

    [Fact]
    public void The_start_year_is_an_option() =>
        Times(["Dec 31 23:59:59", "Jan 1 00:00:01"], "MMM d HH:mm:ss", new FormatOptions { StartYear = 2023 }).ShouldBe(["2023-12-31T23:59:59", "2024-01-01T00:00:01"]);

    [Fact]
    public void A_time_without_a_date_goes_on_through_midnight_and_late_lines_stay_in_the_old_day() =>
        Times(["23:59:59", "00:00:01", "23:59:58", "00:00:02", "11:00:00", "22:00:00", "09:00:00"], "HH:mm:ss").ShouldBe(
            ["2000-01-01T23:59:59", "2000-01-02T00:00:01", "2000-01-01T23:59:58", "2000-01-02T00:00:02", "2000-01-02T11:00:00", "2000-01-02T22:00:00", "2000-01-03T09:00:00"]);

    [Theory]
    [InlineData("+02:00", "2024-07-01T10:00:00")]
    [InlineData("-05:30", "2024-07-01T17:30:00")]
    [InlineData("Europe/Berlin", "2024-07-01T10:00:00")]
    [InlineData("UTC", "2024-07-01T12:00:00")]
    public void A_time_that_names_no_zone_is_in_the_one_of_the_option(string zone, string time) =>
        Times(["2024-07-01 12:00:00"], "yyyy-MM-dd HH:mm:ss", new FormatOptions { TimeZone = zone }).ShouldBe([time]);

    [Fact]
    public void A_zone_has_its_summer_time() =>
        Times(["2024-03-31 01:59:59", "2024-03-31 03:00:00"], "yyyy-MM-dd HH:mm:ss", new FormatOptions { TimeZone = "Europe/Berlin" })
            .ShouldBe(["2024-03-31T00:59:59", "2024-03-31T01:00:00"]);

    [Fact]
    public void A_zone_does_not_move_a_time_that_names_its_own() =>
        Times(["2024-07-01T12:00:00Z"], "iso", new FormatOptions { TimeZone = "+02:00" }).ShouldBe(["2024-07-01T12:00:00"]);

    [Fact]
    public void A_time_that_goes_back_is_read_as_it_is() =>
        Times(["2024-07-01T12:00:00Z", "2024-07-01T11:00:00Z"], "iso").ShouldBe(["2024-07-01T12:00:00", "2024-07-01T11:00:00"]);

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("+25:00")]
    public void An_unknown_zone_is_refused_by_name(string zone) =>
        Should.Throw<ArgumentException>(() => Times(["x"], "iso", new FormatOptions { TimeZone = zone })).Message.ShouldStartWith($"--time-zone '{zone}'");

    [Theory]
    [InlineData("yyyy-Q")]
    [InlineData("yyyy'")]
    [InlineData("")]
    public void A_bad_time_format_is_refused_by_name(string format) =>
        Should.Throw<ArgumentException>(() => Times(["x"], format)).Message.ShouldStartWith("--time-format");

    private static List<string?> Times(string[] texts, string format, FormatOptions? options = null) => [.. Parses.Of(
        string.Join('\n', texts.Select(text => $"[{text}] something")),
        (options ?? new FormatOptions()) with { Format = "[<When>] <Content>", TimeField = "When", TimeFormat = format }).Select(line => line.Time)];
}
