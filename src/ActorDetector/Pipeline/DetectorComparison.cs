using System.Diagnostics;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Training;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Trains detectors on the same sessions, one after the other, and judges the same others with each.</summary>
/// <param name="Settings">The window, the split, and how the network is trained.</param>
/// <param name="Options">The options of detectors, by their names.</param>
/// <param name="Terminal">Where progress goes.</param>
internal sealed record DetectorComparison(BundleSettings Settings, IReadOnlyDictionary<string, object> Options, Terminal Terminal)
{
    private const int CacheMegabytes = 256;
    private const string Combined = "combined";

    /// <summary>Compares.</summary>
    /// <param name="sessions">What is learned from and judged.</param>
    /// <param name="names">The detectors.</param>
    /// <param name="combination">Those whose votes are combined in the last row.</param>
    /// <param name="stop">Ends the work.</param>
    public IReadOnlyList<DetectorResult> Run(
        ComparedSessions sessions, IReadOnlyList<string> names, IReadOnlyList<string> combination, CancellationToken stop)
    {
        var results = new List<DetectorResult>();
        var watch = Stopwatch.StartNew();
        TrainedNextKey nextKey = sessions.HasOrder ? TrainNextKey(sessions, stop) : Vocabulary(sessions);
        double nextKeySeconds = watch.Elapsed.TotalSeconds;
        var judging = new ComparedJudging(sessions, nextKey);
        if (sessions.HasOrder && names.Contains(CombinationOptions.NextKey))
            results.Add(NextKey(nextKey, judging, nextKeySeconds));
        using WorkProgress progress = Terminal.Progress("Comparing", "detectors");
        SessionDetectorKind[] kinds = [.. SessionDetectors.All.Where(kind => names.Contains(kind.Name))];
        for (int i = 0; i < kinds.Length; i++)
        {
            progress.Report(i, (double)i / kinds.Length);
            results.Add(Measure(kinds[i], sessions, nextKey, judging, stop));
        }

        progress.Report(kinds.Length, 1);
        SessionDetectorKind[] combined =
            [.. SessionDetectors.All.Where(kind => combination.Contains(kind.Name) && !kind.IsSupervised && (sessions.HasOrder || !kind.NeedsOrder))];
        if (combined.Length > 0)
            results.Add(Combine(combined, sessions, nextKey, sessions.HasOrder && combination.Contains(CombinationOptions.NextKey), judging, nextKeySeconds, stop));
        return results;
    }

    private TrainedNextKey TrainNextKey(ComparedSessions sessions, CancellationToken stop)
    {
        using var progress = new TrainingProgress(Terminal, Settings.Training.MaxEpochs);
        return NextKeyTraining.Train(sessions.Training, sessions.Bounded, Settings.NextKey, Settings.Training, progress.Report, stop);
    }

    // Without an order there is nothing that comes next; the smallest network stands for the vocabulary alone.
    private TrainedNextKey Vocabulary(ComparedSessions sessions) => NextKeyTraining.Train(
        sessions.Training,
        sessions.Bounded,
        Settings.NextKey with { Window = 1, G = 1 },
        Settings.Training with { Units = 1, Layers = 1, Embedding = 1, MaxEpochs = 1 });

    private static DetectorResult NextKey(TrainedNextKey trained, ComparedJudging judging, double seconds)
    {
        var watch = Stopwatch.StartNew();
        SessionSurprise[] surprises = judging.Surprises(new SessionSurprises(trained.Model, CacheMegabytes));
        double judged = watch.Elapsed.TotalSeconds;
        return judging.Result(
            CombinationOptions.NextKey,
            "events that the LSTM does not expect",
            i => surprises[i].IsAnomalous(trained.Model),
            i => surprises[i].Surprise,
            judged) with
        {
            Threshold = trained.Model.G,
            TrainSeconds = seconds,
            Bytes = trained.Model.Network.Tensors.Values.Sum(tensor => (long)tensor.Values.Length * sizeof(float)),
        };
    }

    private DetectorResult Measure(
        SessionDetectorKind kind, ComparedSessions sessions, TrainedNextKey nextKey, ComparedJudging judging, CancellationToken stop)
    {
        if (kind.NeedsOrder && !sessions.HasOrder)
            return Skip("the keys have no order");
        var watch = Stopwatch.StartNew();
        VotingDetector voter;
        try
        {
            voter = kind.IsSupervised ? TrainSupervised(kind, sessions, nextKey, stop) : Train([kind], sessions, nextKey, nextKeyVotes: false, stop).Combination.Detectors[0];
        }
        catch (TrainingException fault)
        {
            return Skip(fault.Message);
        }

        double trained = watch.Elapsed.TotalSeconds;
        watch.Restart();
        double[] scores = judging.Scores(voter.Detector);
        double judged = watch.Elapsed.TotalSeconds;
        return judging.Result(kind.Name, kind.Summary, i => voter.Scale.IsSure(scores[i]), i => scores[i], judged) with
        {
            Threshold = voter.Scale.Sure,
            TrainSeconds = trained,
            Bytes = voter.Detector.Keep().Bytes,
        };

        DetectorResult Skip(string reason) => new() { Name = kind.Name, Summary = kind.Summary, Skipped = reason };
    }

    private DetectorResult Combine(
        SessionDetectorKind[] kinds,
        ComparedSessions sessions,
        TrainedNextKey nextKey,
        bool nextKeyVotes,
        ComparedJudging judging,
        double nextKeySeconds,
        CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        DetectorCombination combination = Train(kinds, sessions, nextKey, nextKeyVotes, stop).Combination;
        double trained = watch.Elapsed.TotalSeconds + (nextKeyVotes ? nextKeySeconds : 0);
        watch.Restart();
        double[] votes = judging.Votes(combination, nextKeyVotes ? new SessionSurprises(nextKey.Model, CacheMegabytes) : null);
        double judged = watch.Elapsed.TotalSeconds;
        return judging.Result(
            Combined,
            $"the votes of {string.Join(", ", kinds.Select(kind => kind.Name).Prepend(CombinationOptions.NextKey).Skip(nextKeyVotes ? 0 : 1))}",
            i => votes[i] >= DetectorCombination.Whole,
            i => votes[i],
            judged) with
        {
            Threshold = DetectorCombination.Whole,
            TrainSeconds = trained,
            Bytes = combination.Detectors.Sum(voter => voter.Detector.Keep().Bytes),
        };
    }

    private TrainedCombination Train(
        SessionDetectorKind[] kinds, ComparedSessions sessions, TrainedNextKey nextKey, bool nextKeyVotes, CancellationToken stop) =>
        CombinationTraining.Train(
            sessions.Training,
            nextKey,
            [.. kinds.Select(kind => (kind, Options.GetValueOrDefault(kind.Name)))],
            nextKeyVotes,
            Settings.NextKey,
            Settings.Training.Seed,
            progress: null,
            stop);

    private VotingDetector TrainSupervised(SessionDetectorKind kind, ComparedSessions sessions, TrainedNextKey nextKey, CancellationToken stop)
    {
        ISessionDetector detector = SupervisedTraining.Train(
            kind, sessions.Labelled, nextKey.KeptTemplates, Options.GetValueOrDefault(kind.Name), Settings.Training.Seed, stop);
        return new VotingDetector(kind.Name, detector, VoteScale.At(detector.Threshold ?? 0.5));
    }
}
