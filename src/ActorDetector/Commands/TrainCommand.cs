using System.CommandLine;
using System.Globalization;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Feedback;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Training;
using ActorDetector.Detection.Unseen;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Words;
using ActorDetector.Output;
using ActorDetector.Pipeline;

namespace ActorDetector.Commands;

/// <summary><c>train</c>: learns what normal looks like and writes a model bundle.</summary>
public sealed class TrainCommand : AppCommand
{
    private readonly Argument<string[]> _inputs;
    private readonly OptionSet<TrainOptions> _train;
    private readonly ModelOptionSets _model;
    private readonly OptionSet<UnseenOptions> _unseen;
    private readonly OptionSet<WordOptions> _words;
    private readonly OptionSet<ParameterOptions> _parameters;

    /// <summary>The command.</summary>
    public TrainCommand()
        : base(
            "train",
            "Learns what normal looks like from logs of normal days, and writes a model bundle.",
            new Example(@"train hdfs.log -o model --session-id 'blk_-?\d+'", "sessions by an identifier in the line"),
            new Example("train bgl.log -o model --format bgl --entity-field Node", "a session for each host, by a field of the header"),
            new Example("train 'logs/*.gz' -o model --session-gap 5m", "a session is a run of lines without a long pause"),
            new Example("train keys.txt -o model --format sequences", "sessions that are log keys already, one a line"))
    {
        _inputs = AddArgument(CommonArguments.Inputs());
        _train = AddOptions<TrainOptions>();
        _model = new ModelOptionSets(Command);
        _unseen = AddOptions<UnseenOptions>();
        _words = AddOptions<WordOptions>();
        _parameters = AddOptions<ParameterOptions>();
    }

    /// <inheritdoc/>
    public override ExitCode Run(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        TrainOptions options = invocation.Get(_train);
        string folder = options.Output;
        MarkedSessions marked = options.Feedback is { } from ? BundleFolder.Read(from).Marked : BundleFolder.ReadMarked(folder);
        BundleSettings settings = _model.Settings(invocation) with
        {
            Unseen = invocation.Get(_unseen),
            Words = invocation.Get(_words),
            Parameters = invocation.Get(_parameters),
        };
        Terminal terminal = invocation.Terminal;
        using var inputs = RereadableInputs.From(invocation.Get(_inputs), invocation.Stop);
        var logs = new LogInputs(inputs.Files, settings.Reading, settings.Format, settings.Sessions);
        var training = new ModelTraining(settings, _model.Combination(invocation), _model.Detectors(invocation), _model.Logs.Miner(invocation), terminal)
        {
            Marked = marked,
            Pairs = WordFiles.Pairs(options.WordPairs),
            Vectors = WordFiles.Vectors(options.WordVectors),
            EventsFolder = options.Tensorboard,
        };
        ModelBundle? bundle = null;
        Outcome.Report(terminal, logs, () => bundle = training.Run(logs, folder, invocation.Stop));
        Tell(terminal, bundle!, training, folder);
        return ExitCode.Done;
    }

    internal static void Tell(Terminal terminal, ModelBundle bundle, ModelTraining training, string folder)
    {
        BundleMetrics metrics = bundle.Manifest.Metrics;
        TrainedNextKey trained = training.Trained!;
        terminal.Heading("What was learned");
        var learned = new ResultTable(new ResultColumn(""), new ResultColumn(""));
        learned.Add("lines", Figures.Count(metrics.Lines));
        learned.Add("events", Figures.Count(metrics.Events));
        learned.Add("templates", Figures.Count(bundle.Templates.Templates.Count));
        learned.Add("sessions", $"{Figures.Count(metrics.Sessions)}, {(bundle.NextKey.Bounded ? "bounded: their ends are learned" : "unbounded: their ends mean nothing")}");
        learned.Add("windows", $"{Figures.Count(metrics.Windows)} ({Figures.Count(metrics.DistinctWindows)} distinct)");
        learned.Add("g", $"{bundle.NextKey.G}: {metrics.GReason}");
        learned.Add("called anomalous", $"{Share(metrics.ValidationFalsePositives)} of validation, {Share(metrics.HeldOutFalsePositives)} of held-out {(bundle.NextKey.Bounded ? "sessions" : "events")}; {Share(Known(trained.Choice.UnseenShare))} of both for templates never seen");
        terminal.Write(learned);
        if (bundle.Manifest.Votes is { Detectors.Count: > 0 } votes)
        {
            var detectors = new ResultTable(
                new ResultColumn("detector"), new ResultColumn("a vote above", IsNumber: true), new ResultColumn("a whole one above", IsNumber: true), new ResultColumn("weight", IsNumber: true), new ResultColumn("votes on normal sessions", IsNumber: true));
            foreach (VoterManifest voter in votes.Detectors)
                detectors.Add(voter.Name, Figures.Score(voter.Scale.Threshold), Figures.Score(voter.Scale.Sure), Figures.Score(voter.Scale.Weight), Share(voter.FalsePositives));
            detectors.Add("all together", "", "", "", Share(votes.FalsePositives));
            terminal.Write(detectors);
        }

        if (!bundle.Marked.IsEmpty)
        {
            (int accepted, int all) = training.AcceptedOfMarked(bundle);
            terminal.Line($"Feedback carried over: {Figures.Count(all)} sessions marked as normal were learned, {Figures.Count(accepted)} of them are accepted; {Figures.Count(bundle.Marked.Anomalous.Count)} marked as anomalous are always told.");
        }

        var epochs = new ResultTable(
            new ResultColumn("epoch", IsNumber: true), new ResultColumn("training loss", IsNumber: true), new ResultColumn("validation loss", IsNumber: true), new ResultColumn(""));
        foreach (EpochResult epoch in Told(trained.Epochs))
            epochs.Add(Figures.Count(epoch.Epoch), Loss(epoch.TrainingLoss), Loss(epoch.ValidationLoss), epoch.Best ? "best so far" : "");
        terminal.Write(epochs);
        var stages = new ResultTable(new ResultColumn("stage"), new ResultColumn("seconds", IsNumber: true));
        foreach ((string stage, double seconds) in training.Stages)
            stages.Add(stage, seconds.ToString("F2", CultureInfo.InvariantCulture));
        terminal.Write(stages);
        terminal.Line($"Model {bundle.Version} in {folder}");
    }

    /// <summary>Every fifth epoch, the first, the last, and the best one.</summary>
    private static IEnumerable<EpochResult> Told(IReadOnlyList<EpochResult> epochs)
    {
        int best = epochs.Last(epoch => epoch.Best).Epoch;
        return epochs.Where(epoch => epoch.Epoch == 1 || epoch.Epoch % 5 == 0 || epoch.Epoch == best || epoch.Epoch == epochs.Count);
    }

    private static string Loss(double loss) => double.IsNaN(loss) ? "-" : loss.ToString("F4", CultureInfo.InvariantCulture);

    private static double? Known(double share) => double.IsNaN(share) ? null : share;

    private static string Share(double? share) => share is { } known ? known.ToString("P2", CultureInfo.InvariantCulture) : "(no part)";
}
