using ActorDetector.Detection;
using ActorDetector.Output;
using Spectre.Console;

namespace ActorDetector.Tests.Output;

public sealed class AnomalyTableTests
{
    private static readonly AnomalyTotals Totals = new(Lines: 104_815, Sessions: 575, Anomalies: 12, AnomalousSessions: 3);

    [Fact]
    public void Each_anomaly_says_when_which_what_where_and_what_was_expected()
    {
        using TestTerminal terminal = new();

        AnomalyTable.Write(terminal.Terminal, [SampleAnomaly.Of()], Totals);

        foreach (string part in (string[])
            ["2008-11-09 20:36:15", "blk_1", "blk_1#2", "Got exception", "hdfs.log:1234", "9.25", "\"Receiving\" was expected", "93.0 %  Receiving <*>", "4.1 %  Deleting <*>"])
            terminal.Results.ShouldContain(part);
        terminal.Remarks.ShouldBe("");
    }

    [Fact]
    public void The_heading_has_the_totals_and_how_many_are_shown()
    {
        using TestTerminal terminal = new();

        AnomalyTable.Write(terminal.Terminal, [SampleAnomaly.Of(2), SampleAnomaly.Of(1)], Totals);

        terminal.Results.ShouldStartWith("12 anomalies in 3 of 575 sessions, 104,815 lines; the 2 most surprising");
        terminal.Results.IndexOf("2.00", StringComparison.Ordinal).ShouldBeLessThan(terminal.Results.IndexOf("1.00", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_anomalies_there_is_only_the_heading()
    {
        using TestTerminal terminal = new();

        AnomalyTable.Write(terminal.Terminal, [], new AnomalyTotals(10, 1, 0, 0));

        terminal.Results.Trim().ShouldBe("No anomalies in 0 of 1 sessions, 10 lines");
    }

    [Theory]
    [InlineData(160)]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(12)]
    public void Hostile_lines_do_no_harm_at_any_width(int width)
    {
        using StringWriter output = new();
        IAnsiConsole console = Terminal.CreateConsole(output, plain: true);
        console.Profile.Width = width;
        Terminal terminal = new(console, Terminal.CreateConsole(TextWriter.Null, plain: true), TimeProvider.System);
        string hostile = "[red]\e[2J\e]0;x\a\r\n[/] " + new string('x', 100_000);
        Anomaly anomaly = SampleAnomaly.Of(raw: hostile) with
        {
            Entity = hostile,
            Session = hostile + "2",
            Explanation = hostile,
            Expected = [new ExpectedTemplate(hostile, 3, 0.5)],
        };

        AnomalyTable.Write(terminal, [anomaly], Totals);

        string text = output.ToString();
        text.ShouldContain("9.25");
        text.ShouldContain("1234");
        text.Length.ShouldBeLessThan(40_000);
        text.Any(character => char.IsControl(character) && character is not ('\n' or '\r')).ShouldBeFalse();
        text.Replace("\r\n", "\n", StringComparison.Ordinal).ShouldNotContain('\r');
    }

    [Fact]
    public void Markup_in_a_line_is_shown_as_it_is()
    {
        using TestTerminal terminal = new();

        AnomalyTable.Write(terminal.Terminal, [SampleAnomaly.Of(raw: "[red]not markup[/] [[x]]")], Totals);

        terminal.Results.ShouldContain("[red]not markup[/] [[x]]");
    }
}
