using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

public sealed class ParseTests : IDisposable
{
    private static readonly string[] Columns =
        ["LineId", "Date", "Time", "Level", "Component", "Content", "EventId", "EventTemplate", "ParameterList"];

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Templates_are_shown_by_count_each_with_an_example()
    {
        _place.Write("shop.log", Orders.Log(30) + Orders.Line(31, 0, "Order ord-31 was opened by customer 217"));

        Ended run = _place.Run("parse", "shop.log").With(0).Accounted("121 lines = 121 events + 0 skipped");

        run.Lines[0].ShouldBe("4 templates");
        string most = run.Lines.First(line => line.Contains("was opened", StringComparison.Ordinal));
        most.ShouldContain("31");
        most.ShouldContain("ord-1 was opened by customer 7", customMessage: "the example is a line of the log");
        Array.IndexOf(run.Lines, most).ShouldBeLessThan(Array.FindIndex(run.Lines, line => line.Contains("Packed", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_structured_file_has_every_line_with_its_header_fields_template_and_parameters()
    {
        _place.Write("shop.log", Orders.Log(20));

        _place.Run("parse", "shop.log", "--format", Orders.Format, "--structured", "lines.csv", "--top", "0").With(0);

        List<string[]> rows = _place.Rows("lines.csv");
        rows.Count.ShouldBe(81);
        rows[0].ShouldBe(Columns);
        string[] paid = rows[2];
        paid[..6].ShouldBe(["2", "2026-01-05", "08:00:06", "INFO", "shop", "Payment of 11.50 for ord-1 was accepted"]);
        string[] alsoPaid = rows[6];
        alsoPaid[6..8].ShouldBe(paid[6..8]);
        JsonSerializer.Deserialize<string[]>(paid[8]).ShouldBe(["11.50", "ord-1"]);
        rows.Skip(1).Select(row => row[6]).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void The_structured_file_of_several_logs_has_one_row_of_column_names()
    {
        _place.Write("monday.log", Orders.Log(5));
        _place.Write("tuesday.log", Orders.Log(5, first: 6));

        _place.Run("parse", "*day.log", "--format", Orders.Format, "--structured", "lines.csv").With(0);

        _place.Rows("lines.csv").Count(row => row[0] == "LineId").ShouldBe(1);
    }

    [Fact]
    public void The_templates_file_counts_every_line_once()
    {
        _place.Write("shop.log", Orders.Log(20));

        _place.Run("parse", "shop.log", "--templates", "templates.csv").With(0);

        List<string[]> rows = _place.Rows("templates.csv");
        rows[0].ShouldBe(["EventId", "EventTemplate", "Occurrences", "Example"]);
        rows.Skip(1).Sum(row => int.Parse(row[2], CultureInfo.InvariantCulture)).ShouldBe(80);
    }

    [Fact]
    public void Standard_input_is_parsed_as_a_file_is()
    {
        string log = Orders.Log(20);
        _place.Write("shop.log", log);
        string file = _place.Run("parse", "shop.log").With(0).Output;

        Ended piped = _place.RunOn(Encoding.UTF8.GetBytes(log), "parse", "-").With(0);

        piped.Output.ShouldBe(file);
    }

    [Fact]
    public void Patterns_and_packed_files_are_read()
    {
        _place.WritePacked("monday.log.gz", Orders.Log(5));
        _place.Write("tuesday.log", Orders.Log(5, first: 6));

        _place.Run("parse", "*day.log*").With(0).Accounted("40 lines = 40 events + 0 skipped");
    }

    [Fact]
    public void Another_miner_is_chosen_by_option()
    {
        // Drain calls these two kinds of lines one; word lengths tell them apart.
        _place.Write("app.log", string.Concat(Enumerable.Range(0, 20).Select(_ => "job starts on a\njob is-over-and-done-with on a\n")));

        Ended drain = _place.Run("parse", "app.log", "--similarity", "0.4").With(0);
        Ended lenMa = _place.Run("parse", "app.log", "--miner", "lenma").With(0);

        lenMa.Output.ShouldNotBe(drain.Output);
    }
}
