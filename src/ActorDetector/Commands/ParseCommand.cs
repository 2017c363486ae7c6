using System.CommandLine;
using System.Globalization;
using ActorDetector.CommandLine;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;
using ActorDetector.Output;
using ActorDetector.Pipeline;
using CsvHelper;

namespace ActorDetector.Commands;

/// <summary><c>parse</c>: the templates of logs.</summary>
public sealed class ParseCommand : AppCommand
{
    private readonly Argument<string[]> _inputs;
    private readonly OptionSet<ParseOptions> _parse;
    private readonly OptionSet<ReadingOptions> _reading;
    private readonly OptionSet<FormatOptions> _format;
    private readonly OptionSet<MaskingOptions> _masking;
    private readonly OptionSet<MiningOptions> _mining;

    /// <summary>The command.</summary>
    public ParseCommand()
        : base(
            "parse",
            "Mines the templates of logs: the constant texts of their kinds of lines.",
            new Example("parse app.log", "the templates, the most frequent first"),
            new Example("parse app.log --structured lines.csv --templates templates.csv", "every line with its template and parameters"),
            new Example("parse app.log --format '<Date> <Time> <Level> <Component>: <Content>'", "a header of one's own"))
    {
        _inputs = AddArgument(CommonArguments.Inputs());
        _parse = AddOptions<ParseOptions>();
        _format = AddOptions<FormatOptions>();
        _reading = AddOptions<ReadingOptions>();
        _masking = AddOptions<MaskingOptions>();
        _mining = AddOptions<MiningOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        ParseOptions options = invocation.Get(_parse);
        Terminal terminal = invocation.Terminal;
        new OutputPaths(invocation.Get(_inputs)).Write("--structured", options.Structured).Write("--templates", options.Templates);
        using var inputs = RereadableInputs.From(invocation.Get(_inputs), invocation.Stop);
        var logs = new LogInputs(inputs.Files, invocation.Get(_reading), invocation.Get(_format), new SessionOptions());
        TemplateMiner miner = TemplateMiner.Create(invocation.Get(_mining), invocation.Get(_masking));
        Outcome.Report(terminal, logs, () =>
        {
            using WorkProgress progress = terminal.Progress("Mining templates");
            TemplateMining.Learn(logs, miner, progress, invocation.Stop);
        });
        Outcome.RequireEvents(logs);
        TemplateTree tree = miner.Freeze();
        Template[] templates = [.. tree.Templates.OrderByDescending(template => template.Count).ThenBy(template => template.Id)];
        Show(terminal, templates, options.Top);
        if (options.Templates is { } templateFile)
            WriteTemplates(templates, templateFile);
        if (options.Structured is { } structuredFile)
        {
            using WorkProgress progress = terminal.Progress("Writing lines");
            StructuredFile.Write(logs, tree, structuredFile, progress, invocation.Stop);
        }

        return ExitCode.Done;
    }

    private static void Show(Terminal terminal, Template[] templates, int top)
    {
        terminal.Heading(string.Create(CultureInfo.InvariantCulture, $"{templates.Length:N0} templates"));
        var table = new ResultTable(new ResultColumn("id"), new ResultColumn("lines", IsNumber: true), new ResultColumn("template"), new ResultColumn("example"));
        foreach (Template template in templates.Take(top))
            table.Add(StructuredFile.EventId(template.Id), template.Count.ToString("N0", CultureInfo.InvariantCulture), template.Text, template.Example);
        terminal.Write(table);
    }

    private static void WriteTemplates(Template[] templates, string path)
    {
        using var csv = new CsvWriter(File.CreateText(path), CultureInfo.InvariantCulture);
        csv.WriteRecords(templates.Select(template => new
        {
            EventId = StructuredFile.EventId(template.Id),
            EventTemplate = template.Text,
            Occurrences = template.Count,
            template.Example,
        }));
    }
}
