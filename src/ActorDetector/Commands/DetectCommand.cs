using System.CommandLine;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Rules;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;
using ActorDetector.Output;
using ActorDetector.Pipeline;

namespace ActorDetector.Commands;

/// <summary><c>detect</c>: the lines that break the pattern, ranked.</summary>
public sealed class DetectCommand : AppCommand
{
    private readonly Argument<string[]> _inputs;
    private readonly OptionSet<ModelOptions> _model;
    private readonly OptionSet<DetectOptions> _detect;
    private readonly OptionSet<RuleOptions> _rules;
    private readonly OptionSet<ReadingOptions> _reading;
    private readonly OptionSet<FormatOptions> _format;

    /// <summary>The command.</summary>
    public DetectCommand()
        : base(
            "detect",
            "Finds the lines that break the pattern a model has learned, the most surprising first, with what was expected instead.",
            new Example("detect app.log -m model", "the most surprising lines, in a table"),
            new Example("detect 'logs/*.gz' -m model -o anomalies.jsonl", "every anomaly of many files, streamed to a file"),
            new Example("detect - -m model < /var/log/syslog", "standard input; anomalies appear while it is open"),
            new Example("detect app.log -m model --fail-on-anomaly", "exit code 3 when there were any, for scripts"))
    {
        _inputs = AddArgument(CommonArguments.Inputs());
        _model = AddOptions<ModelOptions>();
        _detect = AddOptions<DetectOptions>();
        _rules = AddOptions<RuleOptions>();
        _reading = AddOptions<ReadingOptions>();
        _format = AddOptions<FormatOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        ModelOptions model = invocation.Get(_model);
        DetectOptions options = invocation.Get(_detect);
        string[] inputs = invocation.Get(_inputs);
        new OutputPaths(inputs).Write("--output", options.Output);
        ModelBundle bundle = BundleFolder.Read(model.Model);
        BundleSettings trained = bundle.Manifest.Settings;
        Terminal terminal = invocation.Terminal;
        var logs = new LogInputs(inputs, invocation.Get(_reading, trained.Reading), invocation.Get(_format, trained.Format), trained.Sessions);
        using IAnomalyWriter? file = options.Output is { } path ? AnomalyFile.Create(path) : null;
        bool live = file is null && inputs.Contains(InputFiles.StandardInput);
        var search = new AnomalySearch(bundle, logs, model.CacheMegabytes, options.Top, invocation.Get(_rules), file is null && !live ? null : found =>
        {
            file?.Write(found);
            if (live)
                AnomalyLines.Write(terminal, found);
        });
        try
        {
            Outcome.Report(terminal, logs, () => Search(terminal, search, invocation.Stop), search.Cuts);
        }
        catch (LogInputException) when (logs.Counts.Events > 0)
        {
            // What was found before the damage is no less true for it.
            Show();
            throw;
        }

        // No line at all is no fault: a log may have been quiet.
        if (logs.Counts.Lines > 0)
            Outcome.RequireEvents(logs);
        Show();
        return options.FailOnAnomaly && search.Totals.Anomalies > 0 ? ExitCode.Anomalies : ExitCode.Done;

        void Show()
        {
            if (file is null && !live)
                AnomalyTable.Write(terminal, search.Ranked, search.Totals);
            else
                terminal.Remark($"{search.Totals.Anomalies:N0} anomalies in {search.Totals.AnomalousSessions:N0} of {search.Totals.Sessions:N0} sessions{(options.Output is { } written ? $", all in {written}" : "")}");
            if (search.Unseen is { } unseen)
                UnseenTable.Write(terminal, bundle, unseen);
        }
    }

    private static void Search(Terminal terminal, AnomalySearch search, CancellationToken stop)
    {
        using WorkProgress progress = terminal.Progress("Detecting");
        search.Run(progress, stop);
    }
}
