using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Training;

/// <summary>Trains a next-key model on sessions and chooses its g.</summary>
public static class NextKeyTraining
{
    private const int DeepLogG = 9;

    /// <summary>Trains a model.</summary>
    /// <param name="sessions">All sessions that are learned from, in the order of opening.</param>
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
        var windows = new TrainingWindows(sessions, new SessionSplit(sessions, bounded, options), options.Window);
        WindowCounter[] counters = Count(windows, options.Window);
        WindowCounter learned = counters[(int)SplitPart.Training];
        List<EpochResult> epochs = [];
        LstmNetwork network = LstmTrainer.Train(
            windows.Vocabulary.Keys,
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
        UnlearnedRanks ranks = Rank(windows, network, sessions.Count, bounded);
        GChoice choice = Choose(ranks, options, windows, bounded);
        if (options.Refit && options.TrainShare < 1)
        {
            NextKeyOptions all = options with { TrainShare = 1, ValidationShare = 1 };
            windows = new TrainingWindows(sessions, new SessionSplit(sessions, bounded, all), options.Window);
            learned = Count(windows, options.Window)[(int)SplitPart.Training];
            int best = epochs.Last(epoch => epoch.Best).Epoch;
            network = LstmTrainer.TrainFor(windows.Vocabulary.Keys, options.Window, learned.ToWeighted(), best, training, progress, cancellation);
        }

        double minEnd = Math.Min(1.0 / (windows.TrainingEnds + 1), choice.MinEndProbability);
        var model = new NextKeyModel(network, choice.G, minEnd, learned.Total, bounded);
        return new TrainedNextKey(model, windows.Vocabulary.KeptTemplates, epochs, learned.Total, learned.Distinct, choice) { Unlearned = ranks.BySession };
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

    /// <summary>Ranks every window of the validation and held-out parts. Bounded sessions count once, with their worst rank and their end.</summary>
    private static UnlearnedRanks Rank(TrainingWindows windows, LstmNetwork network, int sessions, bool bounded)
    {
        var ranks = new UnlearnedRanks();
        var ranker = new WindowRanker(network, bounded);
        var bySession = new UnlearnedRank?[bounded ? sessions : 0];
        windows.Visit((part, session, keys, target) =>
        {
            if (part == SplitPart.Training)
                return;
            (int rank, float logProbability) = ranker.Rank(keys, target);
            if (!bounded)
                ranks.Add(new UnlearnedRank(part, rank, target == LogKey.Unseen, 0));
            else
                bySession[session] = (bySession[session] ?? new UnlearnedRank(part, 0, false, 0)).With(target, rank, logProbability);
        });
        foreach (UnlearnedRank? rank in bySession)
        {
            if (rank is { } known)
                ranks.Add(known);
        }

        ranks.BySession = bySession;
        return ranks;
    }

    private static GChoice Choose(UnlearnedRanks ranks, NextKeyOptions options, TrainingWindows windows, bool bounded)
    {
        int g = options.G ?? (ranks.Known == 0 ? Math.Min(DeepLogG, windows.Vocabulary.Keys) : ranks.SmallestG(options.FalsePositives));
        // Less probable than an end that training had seen once, and than those that must be accepted.
        double minEnd = Math.Min(1.0 / (windows.TrainingEnds + 1), ranks.MinEndProbability(options.FalsePositives));
        string what = bounded ? "sessions" : "events";
        string reason = options.G is not null ? "given by --g"
            : ranks.Known == 0 ? "DeepLog's, for want of data that was not learned from"
            : $"the smallest that calls at most {options.FalsePositives:P2} of {ranks.Known:N0} normal {what} anomalous that were not learned from";
        return new GChoice(g, minEnd, reason, ranks.FalsePositives(SplitPart.Validation, g, minEnd), ranks.FalsePositives(SplitPart.HeldOut, g, minEnd), ranks.UnseenShare);
    }
}
