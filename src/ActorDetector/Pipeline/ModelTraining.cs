using System.Diagnostics;
using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Feedback;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Sessions;
using ActorDetector.Detection.Training;
using ActorDetector.Detection.Unseen;
using ActorDetector.Detection.Workflows;
using ActorDetector.Learning.Words;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Mining;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Learns a model from inputs: mines templates, matches every line against them, gathers sessions, trains, and writes the bundle.</summary>
/// <param name="Settings">How lines are read and the model is trained.</param>
/// <param name="Combination">The detectors that have a vote.</param>
/// <param name="Options">The options of detectors, by their names.</param>
/// <param name="Miner">The miner.</param>
/// <param name="Terminal">Where progress goes.</param>
internal sealed record ModelTraining(
    BundleSettings Settings, CombinationOptions Combination, IReadOnlyDictionary<string, object> Options, Func<TemplateMiner> Miner, Terminal Terminal)
{
    private readonly Stopwatch _watch = new();

    /// <summary>What persons marked of an earlier model: it is learned, or stays remembered.</summary>
    public MarkedSessions Marked { get; init; } = MarkedSessions.None;

    /// <summary>Own pairs of words that mean the same or the opposite.</summary>
    public IReadOnlyList<WordPair> Pairs { get; init; } = [];

    /// <summary>Word vectors made elsewhere; null to train some on the templates.</summary>
    public WordVectors? Vectors { get; init; }

    /// <summary>The folder for TensorBoard's event files; null for none.</summary>
    public string? EventsFolder { get; init; }

    /// <summary>Seconds of each stage, in order.</summary>
    public List<(string Stage, double Seconds)> Stages { get; } = [];

    /// <summary>The training, once it is done.</summary>
    public TrainedNextKey? Trained { get; private set; }

    /// <summary>Learns and writes.</summary>
    /// <param name="inputs">The lines; read twice.</param>
    /// <param name="folder">The bundle's folder.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <exception cref="TrainingException">There is too little to learn from.</exception>
    /// <exception cref="BundleException">The bundle cannot be written.</exception>
    public ModelBundle Run(LogInputs inputs, string folder, CancellationToken stop)
    {
        BundleFolder.EnsureWritable(folder);
        TemplateTree mined = Stage("mining templates", () => Mine(inputs, stop));
        bool bounded = SessionBounds.AreBounded(Settings.Sessions, inputs.FirstFormat!.Format);
        var parameters = new ParameterTraining(mined, Settings.Parameters);
        SessionCollector sessions = Stage("gathering sessions", () => Gather(inputs, mined, parameters, bounded, stop));
        IReadOnlyList<TrainingSession> learned =
            MarkedTraining.Join(Marked, mined, SessionSplit.LearnedFrom(sessions.Sessions, bounded, Settings.NextKey), bounded);
        TrainedNextKey trained = Trained = Stage("training", () => Train(learned, bounded, stop));
        TrainedCombination combination = Stage("training the other detectors", () => Combine(learned, trained, bounded, stop));
        TemplateTree kept = mined.Keep(trained.KeptTemplates);
        ParameterModel learnedParameters = Stage("learning parameters", () => Learn(parameters, trained.KeptTemplates, stop));
        TemplateMeanings? meanings = Settings.Unseen.Resolve
            ? Stage("learning what templates mean", () => TemplateMeanings.Train(kept.Templates, Settings.Words, Settings.Unseen, Pairs, Vectors, stop))
            : null;
        return Stage("writing the bundle", () =>
        {
            // What another log's first lines would show may differ; a model reads logs in the format that it was trained on.
            FormatOptions format = inputs.Names.Count == 1 ? inputs.FirstFormat!.Options : Settings.Format;
            return BundleFolder.Write(
                folder,
                Settings with { Format = format },
                Metrics(inputs.Counts, sessions, trained),
                kept,
                trained.Model,
                combination,
                Options,
                Seen(sessions.Sessions, trained),
                meanings,
                learnedParameters,
                MarkedTraining.Keep(learned, trained, Settings),
                Marked);
        });
    }

    /// <summary>How many of the distinct sessions marked as normal a model accepts, and how many there are.</summary>
    public (int Accepted, int All) AcceptedOfMarked(ModelBundle bundle)
    {
        var acceptance = new SessionAcceptance(bundle.NextKey, bundle.Combination);
        IReadOnlyList<ushort[]> normal = MarkedSessions.KeysOf(Marked.Normal, Marked.KeysOfLines(bundle.Templates));
        return (normal.Count(keys => acceptance.Accepts(keys)), normal.Count);
    }

    private TemplateTree Mine(LogInputs inputs, CancellationToken stop)
    {
        TemplateMiner miner = Miner();
        using WorkProgress progress = Terminal.Progress("Mining templates");
        TemplateMining.Learn(inputs, miner, progress, stop);
        MarkedTraining.Learn(Marked, miner);
        return inputs.Counts.Events > 0 ? miner.Freeze()
            : throw new LogInputException($"there is nothing to learn from: none of the {inputs.Counts.Lines:N0} lines became an event; see the reasons, and check --format and --session-id");
    }

    private SessionCollector Gather(LogInputs inputs, TemplateTree mined, ParameterTraining parameters, bool bounded, CancellationToken stop)
    {
        var sessions = new SessionCollector(Settings.Sessions, bounded);
        using WorkProgress progress = Terminal.Progress("Gathering sessions");
        foreach (ParsedBlock block in inputs.Read(mined, stop, parameters.ParametersOf))
        {
            sessions.Add(block.Events);
            parameters.Add(block.Events, sessions.ElapsedTicks);
            progress.Report(inputs.Counts.Lines, inputs.Fraction);
        }

        sessions.Finish();
        return sessions;
    }

    private TrainedNextKey Train(IReadOnlyList<TrainingSession> sessions, bool bounded, CancellationToken stop)
    {
        using var progress = new TrainingProgress(Terminal, Settings.Training.MaxEpochs);
        using TrainingEvents? events = EventsFolder is { } folder ? new TrainingEvents(folder, TimeProvider.System) : null;
        return NextKeyTraining.Train(
            sessions,
            bounded,
            Settings.NextKey,
            Settings.Training,
            epoch =>
            {
                progress.Report(epoch);
                events?.Report(epoch);
            },
            stop);
    }

    private ParameterModel Learn(ParameterTraining parameters, IReadOnlyList<int> keptTemplates, CancellationToken stop)
    {
        if (Settings.Parameters.ParameterTemplates == 0)
            return ParameterModel.None;
        using WorkProgress progress = Terminal.Progress("Learning parameters", "templates");
        return parameters.Train((done, all) => progress.Report(done, (double)done / Math.Max(1, all)), stop).For(keptTemplates);
    }

    private TrainedCombination Combine(IReadOnlyList<TrainingSession> sessions, TrainedNextKey trained, bool bounded, CancellationToken stop)
    {
        IReadOnlyList<string> names = Combination.Names(bounded);
        bool endless = !bounded && !SessionBounds.AreWindows(Settings.Sessions);
        if (endless && names.Any(name => name != CombinationOptions.NextKey))
            throw new UsageException($"--detectors {Combination.Detectors} needs sessions to vote on, and these are endless runs: give --session-id, --session-start, --session-count or --session-span, or --bounded true");
        // By default what limits cut is learned by the next-key model alone; detectors that were asked for say what they need.
        if (endless || (Combination.Detectors is null && sessions.All(session => session.IsCut)))
            return new TrainedCombination(DetectorCombination.OfNextKeyAlone(trained.Model), [], double.NaN);
        (SessionDetectorKind, object?)[] kinds =
            [.. names.Where(name => name != CombinationOptions.NextKey).Select(name => (SessionDetectors.Find(name)!, Options.GetValueOrDefault(name)))];
        using WorkProgress progress = Terminal.Progress("Training the other detectors", "detectors");
        int done = 0;
        TrainedCombination trainedCombination = CombinationTraining.Train(
            sessions,
            trained,
            kinds,
            names.Contains(CombinationOptions.NextKey),
            Settings.NextKey,
            Settings.Training.Seed,
            _ => progress.Report(done, (double)done++ / (kinds.Length + 1)),
            stop);
        return names.Contains(WorkflowKind.WorkflowName) || !sessions.Any(session => session.Ended) ? trainedCombination : CombinationTraining.Explain(
            trainedCombination, sessions, trained, new WorkflowKind(), Options.GetValueOrDefault(WorkflowKind.WorkflowName), Settings.Training.Seed, stop);
    }

    private static BundleMetrics Metrics(LineCounts counts, SessionCollector sessions, TrainedNextKey trained)
    {
        var best = trained.Epochs.Last(epoch => epoch.Best);
        return new BundleMetrics(
            counts.Lines,
            sessions.Events,
            sessions.Sessions.Count,
            trained.Windows,
            trained.DistinctWindows,
            trained.Epochs.Count,
            best.TrainingLoss,
            Known(best.ValidationLoss),
            trained.Choice.Reason,
            Known(trained.Choice.ValidationFalsePositives),
            Known(trained.Choice.HeldOutFalsePositives));
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    private static SeenSessions Seen(IReadOnlyList<TrainingSession> sessions, TrainedNextKey trained)
    {
        var vocabulary = new TrainingVocabulary(trained.KeptTemplates);
        var seen = new SeenSessions();
        foreach (TrainingSession session in sessions)
            seen.Add([.. session.Keys.Select(vocabulary.KeyOf)]);
        return seen;
    }

    private T Stage<T>(string name, Func<T> work)
    {
        _watch.Restart();
        T result = work();
        Stages.Add((name, _watch.Elapsed.TotalSeconds));
        return result;
    }
}
