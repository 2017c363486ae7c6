using Spectre.Console;

namespace ActorDetector.Output;

/// <summary>Where the program writes: results to the standard output, progress and remarks to the standard error. Colours, boxes and moving
/// bars only where a person looks on; plain text where the output is redirected. All text is made safe to show.</summary>
public sealed class Terminal
{
    /// <summary>Columns of a table where no terminal says how wide it is.</summary>
    private const int PlainWidth = 160;

    /// <summary>Columns below which a table would no longer show what it holds; the terminal then breaks its lines.</summary>
    private const int LeastWidth = 80;

    private readonly IAnsiConsole _out;
    private readonly IAnsiConsole _error;
    private readonly TimeProvider _time;

    /// <summary>A terminal of two consoles.</summary>
    /// <param name="output">For results.</param>
    /// <param name="error">For progress and remarks.</param>
    /// <param name="time">What rates are measured by.</param>
    public Terminal(IAnsiConsole output, IAnsiConsole error, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(time);
        output.Profile.Width = Math.Max(output.Profile.Width, LeastWidth);
        _out = output;
        _error = error;
        _time = time;
    }

    /// <summary>The plain writer of results, for what is not for people's eyes alone.</summary>
    public TextWriter Results => _out.Profile.Out.Writer;

    /// <summary>The plain writer of remarks.</summary>
    public TextWriter Remarks => _error.Profile.Out.Writer;

    /// <summary>This process's standard output and standard error.</summary>
    public static Terminal Standard() => new(
        CreateConsole(Console.Out, Console.IsOutputRedirected), CreateConsole(Console.Error, Console.IsErrorRedirected), TimeProvider.System);

    /// <summary>A console on a writer.</summary>
    /// <param name="writer">What it writes to.</param>
    /// <param name="plain">Whether no terminal is behind it: no colours, no moving parts.</param>
    public static IAnsiConsole CreateConsole(TextWriter writer, bool plain)
    {
        // Spectre's own guesses turn colours on in some build services, where the output is a file.
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (plain)
            console.Profile.Width = PlainWidth;
        return console;
    }

    /// <summary>Writes a table of results.</summary>
    public void Write(ResultTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _out.Write(table.Draw(plain: !_out.Profile.Capabilities.Ansi));
    }

    /// <summary>Writes a line of results.</summary>
    public void Line(string text = "") => Results.WriteLine(Printable.Text(text));

    /// <summary>Writes a heading above results.</summary>
    public void Heading(string text) => _out.Write(new Paragraph(Printable.Text(text) + "\n", new Style(decoration: Decoration.Bold)));

    /// <summary>Begins to show the progress of a long work, until what is returned is disposed of.</summary>
    /// <param name="work">What is done, as "Reading app.log".</param>
    /// <param name="unit">What is counted, in the plural.</param>
    public WorkProgress Progress(string work, string unit = "lines") => _error.Profile.Capabilities is { Ansi: true, Interactive: true }
        ? new BarProgress(work, unit, _time, _error, Remark)
        : new PlainProgress(work, unit, _time, Remark);

    /// <summary>Writes a line that is no result.</summary>
    public void Remark(string text) => Remarks.WriteLine(Printable.Text(text));

    /// <summary>Writes why the program cannot go on. Line ends are kept: only a fault of the program itself has them.</summary>
    public void Fail(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _error.Write(new Text("error: ", new Style(Color.Red, decoration: Decoration.Bold)));
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
            Remark(line);
    }
}
