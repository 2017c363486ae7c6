using ActorDetector.Logs.Formats;

namespace ActorDetector.Logs.Tests.Formats.Csv;

public sealed class CsvFormatTests
{
    private static readonly FormatOptions Csv = new() { Format = "csv" };

    [Fact]
    public void Columns_are_found_by_the_row_that_names_them()
    {
        List<Parses> rows = Parses.Of("@timestamp,message,host\r\n2024-05-01 10:00:00,started,web1\r\n2024-05-01 10:00:01,stopped,web2\r\n", Csv);

        rows.Select(row => row.Reason).ShouldBe([SkipReason.ColumnNames, SkipReason.None, SkipReason.None]);
        rows[2].ShouldSatisfyAllConditions(
            row => row.Content.ShouldBe("stopped"),
            row => row.Entity.ShouldBe("web2"),
            row => row.Time.ShouldBe("2024-05-01T10:00:01"),
            row => row.Fields.ShouldBe(["2024-05-01 10:00:01", "stopped", "web2"]));
    }

    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("\"a\",\"b\"", "a|b")]
    [InlineData("\"a,\"\"x\"\"\",b\"c", "a,\"x\"|b\"c")]
    [InlineData("\"a\nx\",b", "a\nx|b")]
    [InlineData(",\"b\"", "|b")]
    [InlineData("\"\"\"\",\"\"", "\"|")]
    public void Cells_may_be_quoted(string row, string cells) =>
        Parses.Of("text,message\n" + row + "\n", Csv with { MessageField = "text", EventIdField = "message" })[1].ShouldSatisfyAllConditions(
            parsed => parsed.Reason.ShouldBe(SkipReason.None),
            parsed => parsed.Fields.ShouldBe(cells.Split('|')));

    [Theory]
    [InlineData("a")]
    [InlineData("a,b,c")]
    [InlineData("\"a\"x,b")]
    [InlineData("\"a,b")]
    public void A_row_with_other_columns_or_broken_quotes_is_counted(string row) =>
        Parses.Of($"message,host\n{row}\n", Csv)[1].Reason.ShouldBe(SkipReason.Malformed);

    [Fact]
    public void A_quote_that_never_ends_takes_no_more_lines_than_the_limit_allows()
    {
        string rows = string.Concat(Enumerable.Repeat("some text of a row,h\n", 10_000));

        List<Parses> parsed = Parses.Of($"message,host\n\"open,h\n{rows}", Csv);

        parsed.Count(row => row.Reason == SkipReason.None).ShouldBeGreaterThan(6_000);
        parsed.Count(row => row.Reason == SkipReason.Malformed).ShouldBe(1);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void Other_delimiters_are_recognised(string delimiter) =>
        Parses.Of($"time{delimiter}message\n1{delimiter}started\n", Csv)[1].Content.ShouldBe("started");

    [Fact]
    public void A_name_that_is_no_column_is_refused_with_those_there_are() =>
        Should.Throw<ArgumentException>(() => Parses.Of("message,host\na,b\n", Csv with { LabelField = "Lable" })).Message
            .ShouldBe("--label-field 'Lable' is no field of csv, which has message, host");

    [SharedDataFact]
    public void Structured_files_of_loghub_give_content_and_event_ids()
    {
        List<Parses> rows = Parses.OfFile(Loghub.LogOf("OpenStack") + "_structured.csv", new FormatOptions { EventIdField = "EventId" });

        rows[0].Reason.ShouldBe(SkipReason.ColumnNames);
        rows.Skip(1).Select(row => row.Content).ShouldBe(Loghub.Column("OpenStack", "Content"));
        rows.Skip(1).Select(row => row.EventId).ShouldBe(Loghub.Column("OpenStack", "EventId"));
    }

    [SharedDataFact]
    public void Rows_of_web_requests_without_names_are_their_requests()
    {
        List<Parses> rows = Parses.OfFile(SharedData.PathOf("http", "webLog.csv"), new FormatOptions { EntityField = "Column1" });

        rows.Count.ShouldBe(10_787);
        rows.ShouldAllBe(row => row.Reason == SkipReason.None);
        rows[0].ShouldSatisfyAllConditions(
            row => row.Content.ShouldBe("GET /login.php HTTP/1.1"),
            row => row.Entity.ShouldBe("10.128.2.1"),
            row => row.Time.ShouldBe("2017-11-29T06:58:55"));
    }
}
