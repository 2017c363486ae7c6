using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Training;

/// <summary>Trains a next-key model on sessions and chooses its g.</summary>
public static class NextKeyTraining
{
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
        var split = new SessionSplit(sessions, bounded, options);
        var windows = new TrainingWindows(sessions, split, bounded, options.Window);
        WindowCounter[] counters = Count(windows, options.Window);
        List<EpochResult> epochs = [];
        WindowCounter learned = counters[(int)SplitPart.Training];
        LstmNetwork network = LstmTrainer.Train(
            windows.Keys,
            options.Window,
            learned.ToWeighted(),
            counters[(int)SplitPart.Validation].ToWeighted(),
            training,
            epoch =>
            {
                epochs.Add(epoch);
                progress?.Invoke(epoch);
            },
            cancellation);
        RankCounts[] ranks = Rank(windows, network, sessions.Count, bounded);
        GChoice choice = Choose(ranks, options, windows.Keys, bounded);
        var model = new NextKeyModel(network, choice.G, options.FalsePositives, learned.Total, bounded);
        return new TrainedNextKey(model, windows.KeptTemplates, epochs, learned.Total, learned.Distinct, choice);
    }

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

    /// <summary>Ranks every window of the validation and held-out parts; bounded sessions count once, with their worst rank.</summary>
    private static RankCounts[] Rank(TrainingWindows windows, LstmNetwork network, int sessions, bool bounded)
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
            int rank = ranker.Rank(keys, target);
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

    private static GChoice Choose(RankCounts[] ranks, NextKeyOptions options, int keys, bool bounded)
    {
        RankCounts validation = ranks[(int)SplitPart.Validation];
        RankCounts heldOut = ranks[(int)SplitPart.HeldOut];
        int g = options.G ?? (validation.Total > 0 ? validation.SmallestG(options.FalsePositives) : Math.Min(9, keys));
        string what = bounded ? "sessions" : "events";
        string reason = options.G is not null ? "given by --g"
            : validation.Total == 0 ? "DeepLog's, for want of a validation part"
            : $"the smallest that calls at most {options.FalsePositives:P2} of {validation.Total - validation.Unseen:N0} normal validation {what} anomalous";
        return new GChoice(g, reason, validation.FalsePositives(g), heldOut.FalsePositives(g));
    }
}
