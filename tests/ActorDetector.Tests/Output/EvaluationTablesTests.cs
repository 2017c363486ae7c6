using ActorDetector.Output;
using ActorDetector.Tests.Reports;
using Spectre.Console;

namespace ActorDetector.Tests.Output;

public sealed class EvaluationTablesTests
{
    [Fact]
    public void Every_figure_is_shown_with_look_up_beside_it()
    {
        using TestTerminal terminal = new();

        EvaluationTables.Write(terminal.Terminal, SampleReport.Full);

        foreach (string part in (string[])["0.9596", "0.9378", "0.7692", "9 (chosen)", "805 of 905", "89.0 %", "average precision 0.8333", "every key expected"])
            terminal.Results.ShouldContain(part);
    }

    [Fact]
    public void Sessions_without_a_label_are_told()
    {
        using TestTerminal terminal = new();

        EvaluationTables.Write(terminal.Terminal, SampleReport.Smallest with { UnlabelledSessions = 1_234 });

        terminal.Results.ShouldContain("Without a label, counted nowhere: 1,234 sessions.");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(20)]
    public void A_narrow_terminal_loses_no_figure(int width)
    {
        using StringWriter output = new();
        IAnsiConsole console = Terminal.CreateConsole(output, plain: true);
        console.Profile.Width = width;

        EvaluationTables.Write(new Terminal(console, Terminal.CreateConsole(TextWriter.Null, plain: true), TimeProvider.System), SampleReport.Full);

        foreach (string figure in (string[])["0.9596", "0.9500", "0.9694", "900", "0.9378", "0.7692"])
            output.ToString().ShouldContain(figure);
    }

    [Fact]
    public void What_was_not_measured_is_left_out()
    {
        using TestTerminal terminal = new();

        EvaluationTables.Write(terminal.Terminal, SampleReport.Smallest);

        terminal.Results.ShouldContain("0.9596");
        foreach (string absent in (string[])["per line", "look-up", "chosen", "verbatim", "kind"])
            terminal.Results.ShouldNotContain(absent);
    }
}
