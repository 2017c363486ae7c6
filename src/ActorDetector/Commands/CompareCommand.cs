using System.CommandLine;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Logs.Mining;
using ActorDetector.Output;
using ActorDetector.Pipeline;
using ActorDetector.Reports;

namespace ActorDetector.Commands;

/// <summary><c>compare</c>: every detector on the same sessions.</summary>
public sealed class CompareCommand : AppCommand
{
    private readonly Argument<string[]> _inputs;
    private readonly OptionSet<CompareOptions> _compare;
    private readonly ModelOptionSets _model;

    /// <summary>The command.</summary>
    public CompareCommand()
        : base(
            "compare",
            "Trains every detector on the same sessions and measures each on others whose truth is known.",
            new Example(@"compare hdfs.log --labels labels.csv --session-id 'blk_-?\d+'", "learn from the first half of the normal sessions"),
            new Example("compare test.tsv --learn train.txt --format sequences", "a log to learn from, and one with labels"),
            new Example("compare bgl.log --format bgl --entity-field Node --session-count 20 --label-field Label --html compare.html", "windows of 20 lines of each host"),
            new Example("compare nodes.tsv --format counts --compare pca,isolation-forest", "only some detectors, on counts of events"))
    {
        _inputs = AddArgument(CommonArguments.Inputs());
        _compare = AddOptions<CompareOptions>();
        _model = new ModelOptionSets(Command);
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        CompareOptions options = invocation.Get(_compare);
        string[] inputs = invocation.Get(_inputs);
        new OutputPaths([.. inputs, .. options.Learn]).Read("--labels", options.Labels).Write("--json", options.Json).Write("--html", options.Html);
        string[] names = Names(options.Compare);
        BundleSettings settings = _model.Settings(invocation, options.Labels);
        Terminal terminal = invocation.Terminal;
        using var judged = RereadableInputs.From(inputs, invocation.Stop);
        var logs = new LogInputs(judged.Files, settings.Reading, settings.Format, settings.Sessions);
        LogInputs? learned = options.Learn.Count == 0 ? null : new LogInputs(options.Learn, settings.Reading, settings.Format, settings.Sessions);
        var reading = new ComparisonInputs(logs, learned, settings.Sessions, options.Labels, options.LearnShare, terminal);
        ComparedSessions? sessions = null;
        TemplateMiner miner = _model.Logs.Miner(invocation)();
        Outcome.Report(terminal, logs, () => sessions = reading.Read(miner, invocation.Stop));
        IReadOnlyList<DetectorResult> results = new DetectorComparison(settings, _model.Detectors(invocation), terminal)
            .Run(sessions!, names, _model.Combination(invocation).Names(sessions!.Bounded), invocation.Stop);
        var report = new ComparisonReport
        {
            TrainingInputs = learned?.Names ?? logs.Names,
            Inputs = logs.Names,
            Labels = options.Labels ?? "the lines' own labels",
            TrainingSessions = sessions!.Training.Sum(session => session.Weight),
            NormalSessions = sessions.Judged.Where(session => !session.Anomalous).Sum(session => session.Session.Weight),
            AnomalousSessions = sessions.Judged.Where(session => session.Anomalous).Sum(session => session.Session.Weight),
            Days = sessions.Days,
            Results = results,
        };
        ComparisonTable.Write(terminal, report);
        if (options.Json is { } json)
        {
            using FileStream file = File.Create(json);
            ComparisonJson.Write(report, file);
        }

        if (options.Html is { } html)
        {
            using StreamWriter file = File.CreateText(html);
            ComparisonPage.Write(report, file);
        }

        return ExitCode.Done;
    }

    private static string[] Names(string given)
    {
        string[] known = [CombinationOptions.NextKey, .. SessionDetectors.All.Select(kind => kind.Name)];
        string[] names = given == "all" ? known : [.. given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (names.Length == 0 || names.Except(known).Any())
            throw new UsageException($"--compare {given} must be all, or names with commas between them of {string.Join(", ", known)}");
        return names;
    }
}
