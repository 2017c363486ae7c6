using System.CommandLine;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Classification;
using ActorDetector.Learning.Classification;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;
using ActorDetector.Output;
using ActorDetector.Pipeline;

namespace ActorDetector.Commands;

/// <summary><c>classify</c>: sessions like those that were labelled as anomalies.</summary>
public sealed class ClassifyCommand : AppCommand
{
    private readonly ClassifierKind _kind = new();
    private readonly Argument<string[]> _inputs;
    private readonly OptionSet<ClassifyOptions> _classify;
    private readonly LogOptionSets _logs;
    private readonly OptionSet _classifier;

    /// <summary>The command.</summary>
    public ClassifyCommand()
        : base(
            "classify",
            "Learns from sessions that are labelled normal or anomalous, and gives other sessions the probability of being anomalous.",
            new Example("classify train.csv --judge new.csv -o result.csv", "sequences of keys with a column of labels"),
            new Example(@"classify old.log --judge new.log --labels labels.csv --session-id 'blk_-?\d+'", "raw logs; labels of sessions in a file"),
            new Example("classify first.log --judge rest.log --format bgl --label-field Label --window-events 100 --window-step 20", "windows of 100 lines, one every 20; labels in the lines"),
            new Example("classify train.csv --judge new.csv --classifier-class-weights=false", "the rarer class counts no more than it is frequent"))
    {
        _inputs = AddArgument(CommonArguments.Inputs());
        _classify = AddOptions<ClassifyOptions>();
        _logs = new LogOptionSets(Command);
        _classifier = AddOptions(_kind.OptionsType, _kind.OptionPrefix);
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        ClassifyOptions options = invocation.Get(_classify);
        var classifier = (ClassifierOptions)invocation.Get(_classifier);
        string[] inputs = invocation.Get(_inputs);
        ReadingOptions reading = _logs.Reading(invocation);
        FormatOptions format = _logs.Format(invocation, options.Labels);
        SessionOptions sessions = _logs.Sessions(invocation);
        if (inputs.Concat(options.Judge).Count(input => input == InputFiles.StandardInput) > 1)
            throw new UsageException("standard input can be read only once; give a file for one of the inputs");
        new OutputPaths([.. inputs, .. options.Judge]).Read("--labels", options.Labels).Write("--output", options.Output);
        Terminal terminal = invocation.Terminal;
        using var learned = RereadableInputs.From(inputs, invocation.Stop);
        var learnedLogs = new LogInputs(learned.Files, reading, format, sessions);
        var judgedLogs = new LogInputs(options.Judge, reading, format, sessions);
        var windows = new ClassifiedWindows(options.WindowEvents, options.WindowStep ?? options.WindowEvents ?? 1);
        var both = new ClassificationInputs(sessions, windows, options.Labels, terminal);
        TemplateTree? templates = null;
        IReadOnlyList<ClassifiedSequence> toLearn = [], toJudge = [];
        Outcome.Report(terminal, learnedLogs, () =>
        {
            templates = both.Mine(learnedLogs, _logs.Miner(invocation)(), invocation.Stop);
            toLearn = both.Learned(learnedLogs, templates, invocation.Stop);
        });
        Outcome.Report(terminal, judgedLogs, () => toJudge = both.Judged(judgedLogs, templates!, invocation.Stop));
        ClassificationReport report = new SessionClassification(_kind, classifier, options.Seed, terminal)
            .Run(toLearn, toJudge, windows.Name, judgedLogs.Names, options.Threshold, invocation.Stop);
        ClassificationTable.Write(terminal, report);
        int cut = toLearn.Concat(toJudge).Count(sequence => sequence.Length > classifier.MaxLength);
        if (cut > 0)
            terminal.Remark($"{Figures.Count(cut)} {windows.Name} are longer than --classifier-max-length {classifier.MaxLength}: only their last events were read");
        if (options.Output is { } path)
            ClassificationFile.Write(report, path);
        else
            ClassificationTable.WriteAnomalies(terminal, report, options.Top);
        return ExitCode.Done;
    }
}
