using ActorDetector.Output;
using Spectre.Console;

namespace ActorDetector.Tests.Output;

public sealed class TerminalTests
{
    [Fact]
    public void Results_and_remarks_go_to_different_outputs()
    {
        using TestTerminal terminal = new();

        terminal.Terminal.Line("a result");
        terminal.Terminal.Remark("a remark");
        terminal.Terminal.Fail("a fault");

        terminal.Results.ShouldBe($"a result{Environment.NewLine}");
        terminal.Remarks.ShouldBe($"a remark{Environment.NewLine}error: a fault{Environment.NewLine}");
    }

    [Fact]
    public void Whatever_is_written_is_made_safe()
    {
        using TestTerminal terminal = new();

        terminal.Terminal.Line("\e[2J");
        terminal.Terminal.Heading("[red]\e[2J");
        terminal.Terminal.Remark("\e[2J");
        ResultTable table = new(new ResultColumn("a"), new ResultColumn("b", IsNumber: true, Most: 5));
        table.Add("[/red] \e[2J", "1234567");
        terminal.Terminal.Write(table);

        (terminal.Results + terminal.Remarks).ShouldNotContain('\e');
        terminal.Results.ShouldContain("[/red]");
        terminal.Results.ShouldContain("1234…");
    }

    [Fact]
    public void A_row_of_another_length_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ResultTable(new ResultColumn("a")).Add("1", "2"));

    [Fact]
    public void Plain_progress_is_a_line_now_and_then_and_one_at_the_end()
    {
        StoppedClock clock = new();
        using TestTerminal terminal = new(clock);

        using (WorkProgress progress = terminal.Terminal.Progress("Reading a.log"))
        {
            progress.Report(1000, 0.01);
            clock.Pass(TimeSpan.FromSeconds(6));
            progress.Report(1_200_000, 0.25);
            progress.Report(1_200_001, 0.25);
            clock.Pass(TimeSpan.FromSeconds(4));
            progress.Report(2_000_000, 0.5);
        }

        terminal.Results.ShouldBe("");
        terminal.Remarks.ReplaceLineEndings("\n").ShouldBe(
            "Reading a.log: 1,200,000 lines, 200,000 lines/s, 25 %, 0:18 left\nReading a.log: 2,000,000 lines in 10.0 s, 200,000 lines/s\n");
    }

    [Fact]
    public void Progress_of_an_unknown_whole_tells_count_and_rate_alone()
    {
        new Pace(100, null, TimeSpan.FromSeconds(2), "windows").ToString().ShouldBe("100 windows, 50 windows/s");
        new Pace(0, 0, TimeSpan.Zero, "lines").ToString().ShouldBe("0 lines, 0 lines/s, 0 %");
        new Pace(100, 0.01, TimeSpan.FromMinutes(2), "lines").ToString().ShouldEndWith("3:18:00 left");
        new Pace(100, 1, TimeSpan.FromMinutes(2), "lines").ToString().ShouldEndWith("100 %, 0:00 left");
    }

    [Fact]
    public void On_a_terminal_progress_is_a_bar_that_gives_way_to_the_summary()
    {
        using StringWriter error = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(error),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        StoppedClock clock = new();
        Terminal terminal = new(Terminal.CreateConsole(TextWriter.Null, plain: true), console, clock);

        using (WorkProgress progress = terminal.Progress("Reading [x] \e[2J"))
        {
            clock.Pass(TimeSpan.FromSeconds(1));
            progress.Report(1000, 0.5);
        }

        error.ToString().ShouldContain("1,000 lines, 1,000 lines/s, 50 %, 0:01 left");
        error.ToString().ShouldEndWith($"Reading [x] \uFFFD[2J: 1,000 lines in 1.0 s, 1,000 lines/s{Environment.NewLine}");
    }
}
