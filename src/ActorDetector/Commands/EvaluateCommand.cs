using System.CommandLine;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.Rules;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;
using ActorDetector.Output;
using ActorDetector.Pipeline;
using ActorDetector.Reports;

namespace ActorDetector.Commands;

/// <summary><c>evaluate</c>: how right a model is on labelled logs.</summary>
public sealed class EvaluateCommand : AppCommand
{
    private readonly Argument<string[]> _inputs;
    private readonly OptionSet<ModelOptions> _model;
    private readonly OptionSet<EvaluateOptions> _evaluate;
    private readonly OptionSet<RuleOptions> _rules;
    private readonly OptionSet<ReadingOptions> _reading;
    private readonly OptionSet<FormatOptions> _format;

    /// <summary>The command.</summary>
    public EvaluateCommand()
        : base(
            "evaluate",
            "Holds a model's verdicts on labelled logs against the labels, beside what plain look-up would have reached.",
            new Example("evaluate test.log -m model --labels labels.csv", "labels by session, from a CSV file"),
            new Example("evaluate bgl.log -m model --label-field Label", "labels in the lines; '-' is normal"),
            new Example("evaluate test.tsv.gz -m model --html report.html", "sequences with a label column; the report as a page"))
    {
        _inputs = AddArgument(CommonArguments.Inputs());
        _model = AddOptions<ModelOptions>();
        _evaluate = AddOptions<EvaluateOptions>();
        _rules = AddOptions<RuleOptions>();
        _reading = AddOptions<ReadingOptions>();
        _format = AddOptions<FormatOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        ModelOptions model = invocation.Get(_model);
        EvaluateOptions options = invocation.Get(_evaluate);
        string[] inputs = invocation.Get(_inputs);
        new OutputPaths(inputs).Read("--labels", options.Labels).Write("--json", options.Json).Write("--html", options.Html);
        if (options.Labels is not null && invocation.Get(_format).LabelField is not null)
            throw new UsageException("--labels and --label-field are two truths about the same lines; give one of them");
        ModelBundle bundle = BundleFolder.Read(model.Model);
        BundleSettings trained = bundle.Manifest.Settings;
        Terminal terminal = invocation.Terminal;
        var logs = new LogInputs(
            inputs, invocation.Get(_reading, trained.Reading), invocation.Get(_format, trained.Format), trained.Sessions);
        EvaluationReport? report = null;
        var cuts = new SessionCuts();
        Outcome.Report(terminal, logs, () =>
        {
            using WorkProgress progress = terminal.Progress("Evaluating");
            report = ModelEvaluation.Run(bundle, logs, options.Labels, model.CacheMegabytes, invocation.Get(_rules), cuts, progress, invocation.Stop);
        }, cuts);
        Outcome.RequireEvents(logs);
        if (report!.Sessions.Total == 0)
            throw new LogInputException($"none of the {report.UnlabelledSessions:N0} sessions has a label in {report.Labels}; are the sessions' identifiers the same?");
        EvaluationTables.Write(terminal, report);
        if (options.Json is { } json)
        {
            using FileStream file = File.Create(json);
            EvaluationJson.Write(report, file);
        }

        if (options.Html is { } html)
        {
            using StreamWriter file = File.CreateText(html);
            EvaluationPage.Write(report, file, WorkflowSection.Of(bundle, report));
        }

        return ExitCode.Done;
    }
}
