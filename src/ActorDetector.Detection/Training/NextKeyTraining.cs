using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Training;

/// <summary>Trains a next-key model on sessions and chooses its g.</summary>
public static class NextKeyTraining
{
    private const int DeepLogG = 9;

    /// <summary>Trains a model.</summary>
    /// <param name="sessions">All sessions, in the order of opening.</param>
    /// <param name="bounded">Whether sessions end by themselves.</param>
    /// <param name="options">The window, the split, and how g is chosen.</param>
    /// <param name="training">How the network is trained.</param>
    /// <param name="progress">Told of each epoch.</param>
    /// <param name="cancellation">Ends training.</param>
    /// <exception cref="TrainingException">There are too few sessions.</exception>
    public static TrainedNextKey Train(
        IReadOnlyList<TrainingSession> sessions,
        bool bounded,
        NextKeyOptions options,
        TrainingOptions training,
        Action<EpochResult>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(options);
        if (bounded)
            sessions = [.. sessions.Where(session => session.Keys.Count >= options.MinSessionLength)];
        var windows = new TrainingWindows(sessions, new SessionSplit(sessions, bounded, options), bounded, options.Window);
        WindowCounter[] counters = Count(windows, options.Window);
        WindowCounter learned = counters[(int)SplitPart.Training];
        List<EpochResult> epochs = [];
        LstmNetwork network = Learn(windows, learned, counters[(int)SplitPart.Validation], options.Window, training, epochs.Add, progress, cancellation);
        List<float> ends = [];
        GChoice choice = Choose(Rank(windows, network, sessions.Count, bounded, ends), options, windows.Keys, bounded);
        if (options.Refit && options.TrainShare < 1)
        {
            NextKeyOptions all = options with { TrainShare = 1, ValidationShare = 1 };
            windows = new TrainingWindows(sessions, new SessionSplit(sessions, bounded, all), bounded, options.Window);
            learned = Count(windows, options.Window)[(int)SplitPart.Training];
            TrainingOptions again = training with { MaxEpochs = epochs.Last(epoch => epoch.Best).Epoch };
            network = Learn(windows, learned, new WindowCounter(options.Window), options.Window, again, _ => { }, progress, cancellation);
        }

        double minEndProbability = MinEndProbability(windows.TrainingEnds, ends, options.FalsePositives);
        var model = new NextKeyModel(network, choice.G, minEndProbability, learned.Total, bounded);
        return new TrainedNextKey(model, windows.KeptTemplates, epochs, learned.Total, learned.Distinct, choice);
    }

    private static LstmNetwork Learn(
        TrainingWindows windows,
        WindowCounter learned,
        WindowCounter validation,
        int window,
        TrainingOptions training,
        Action<EpochResult> record,
        Action<EpochResult>? progress,
        CancellationToken cancellation) => LstmTrainer.Train(
            windows.Keys,
            window,
            learned.ToWeighted(),
            validation.ToWeighted(),
            training,
            epoch =>
            {
                record(epoch);
                progress?.Invoke(epoch);
            },
            cancellation);

    private static WindowCounter[] Count(TrainingWindows windows, int window)
    {
        WindowCounter[] counters = [.. Enum.GetValues<SplitPart>().Select(_ => new WindowCounter(window))];
        windows.Visit((part, _, keys, target) =>
        {
            // Nothing can be learned of what has no key of its own.
            if (target != LogKey.Unseen)
                counters[(int)part].Add(keys, target);
        });
        return counters;
    }

    /// <summary>Ranks every window of the validation and held-out parts; bounded sessions count once, with their worst rank, and give the
    /// logarithms of their ends' probabilities.</summary>
    private static RankCounts[] Rank(TrainingWindows windows, LstmNetwork network, int sessions, bool bounded, List<float> ends)
    {
        RankCounts[] counts = [.. Enum.GetValues<SplitPart>().Select(_ => new RankCounts(windows.Keys))];
        var ranker = new WindowRanker(network);
        var worst = new int[bounded ? sessions : 0];
        var unseen = new bool[worst.Length];
        var parts = new SplitPart[worst.Length];
        windows.Visit((part, session, keys, target) =>
        {
            if (part == SplitPart.Training)
                return;
            (int rank, float logProbability) = ranker.Rank(keys, target);
            if (target == LogKey.End)
            {
                ends.Add(logProbability);
                return;
            }

            if (!bounded)
            {
                counts[(int)part].Add(rank, target == LogKey.Unseen);
                return;
            }

            worst[session] = Math.Max(worst[session], rank);
            unseen[session] |= target == LogKey.Unseen;
            parts[session] = part;
        });
        for (int session = 0; session < worst.Length; session++)
        {
            if (worst[session] > 0)
                counts[(int)parts[session]].Add(worst[session], unseen[session]);
        }

        return counts;
    }

    /// <summary>Less probable than an end that training had seen once, and less than half as probable as the ends that must be accepted to keep
    /// the share of false positives on what was not learned from.</summary>
    private static double MinEndProbability(int trainingEnds, List<float> ends, double falsePositives)
    {
        double once = 1.0 / (trainingEnds + 1);
        if (ends.Count == 0)
            return once;
        ends.Sort();
        return Math.Min(once, Math.Exp(ends[(int)(falsePositives * ends.Count)]) / 2);
    }

    /// <summary>The smallest g that keeps the share of false positives on all that was not learned from.</summary>
    private static GChoice Choose(RankCounts[] ranks, NextKeyOptions options, int keys, bool bounded)
    {
        RankCounts validation = ranks[(int)SplitPart.Validation];
        RankCounts heldOut = ranks[(int)SplitPart.HeldOut];
        long known = validation.Known + heldOut.Known;
        int g = options.G ?? Enumerable.Range(1, keys).First(each => known == 0
            ? each == Math.Min(DeepLogG, keys)
            : validation.Beyond(each) + heldOut.Beyond(each) <= options.FalsePositives * known);
        string what = bounded ? "sessions" : "events";
        string reason = options.G is not null ? "given by --g"
            : known == 0 ? "DeepLog's, for want of data that was not learned from"
            : $"the smallest that calls at most {options.FalsePositives:P2} of {known:N0} normal {what} anomalous that were not learned from";
        return new GChoice(g, reason, validation.FalsePositives(g), heldOut.FalsePositives(g));
    }
}
