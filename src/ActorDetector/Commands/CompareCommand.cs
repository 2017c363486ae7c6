using System.CommandLine;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Masking;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;
using ActorDetector.Output;
using ActorDetector.Pipeline;
using ActorDetector.Reports;

namespace ActorDetector.Commands;

/// <summary><c>compare</c>: every detector on the same sessions.</summary>
public sealed class CompareCommand : AppCommand
{
    private readonly Argument<string[]> _inputs;
    private readonly OptionSet<CompareOptions> _compare;
    private readonly OptionSet<FormatOptions> _format;
    private readonly OptionSet<SessionOptions> _sessions;
    private readonly OptionSet<ReadingOptions> _reading;
    private readonly OptionSet<MaskingOptions> _masking;
    private readonly OptionSet<MiningOptions> _mining;
    private readonly OptionSet<NextKeyOptions> _nextKey;
    private readonly OptionSet<TrainingOptions> _training;
    private readonly OptionSet<CombinationOptions> _combination;
    private readonly DetectorOptionSets _detectors;

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
        _format = AddOptions<FormatOptions>();
        _sessions = AddOptions<SessionOptions>();
        _reading = AddOptions<ReadingOptions>();
        _masking = AddOptions<MaskingOptions>();
        _mining = AddOptions<MiningOptions>();
        _nextKey = AddOptions<NextKeyOptions>();
        _training = AddOptions<TrainingOptions>();
        _combination = AddOptions<CombinationOptions>();
        _detectors = new DetectorOptionSets(AddOptions);
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        CompareOptions options = invocation.Get(_compare);
        string[] inputs = invocation.Get(_inputs);
        new OutputPaths([.. inputs, .. options.Learn]).Read("--labels", options.Labels).Write("--json", options.Json).Write("--html", options.Html);
        string[] names = Names(options.Compare);
        var settings = new BundleSettings(
            invocation.Get(_reading), invocation.Get(_format), invocation.Get(_sessions), invocation.Get(_nextKey), invocation.Get(_training));
        if (options.Labels is not null && settings.Format.LabelField is not null)
            throw new UsageException("--labels and --label-field are two truths about the same lines; give one of them");
        Terminal terminal = invocation.Terminal;
        using var judged = RereadableInputs.From(inputs, invocation.Stop);
        var logs = new LogInputs(judged.Files, settings.Reading, settings.Format, settings.Sessions);
        LogInputs? learned = options.Learn.Count == 0 ? null : new LogInputs(options.Learn, settings.Reading, settings.Format, settings.Sessions);
        var reading = new ComparisonInputs(logs, learned, settings.Sessions, options.Labels, options.LearnShare, terminal);
        ComparedSessions? sessions = null;
        var miner = TemplateMiner.Create(invocation.Get(_mining), invocation.Get(_masking));
        Outcome.Report(terminal, logs, () => sessions = reading.Read(miner, invocation.Stop));
        IReadOnlyList<DetectorResult> results = new DetectorComparison(settings, _detectors.Get(invocation), terminal)
            .Run(sessions!, names, invocation.Get(_combination).Names(sessions!.Bounded), invocation.Stop);
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
