using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.NextKey;

namespace ActorDetector.Detection.Training;

/// <summary>Trains the detectors of sessions, and learns what their votes are worth from normal sessions, each judged by detectors that did
/// not learn from it.</summary>
public static class CombinationTraining
{
    /// <summary>Trains the detectors of bounded sessions.</summary>
    /// <param name="sessions">The sessions that the next-key model was trained on.</param>
    /// <param name="nextKey">The next-key model.</param>
    /// <param name="kinds">The detectors that vote, and the options of each.</param>
    /// <param name="nextKeyVotes">Whether the next-key model has a vote.</param>
    /// <param name="options">The split, and the share of false alarms at which a vote begins.</param>
    /// <param name="seed">Seed of all that is drawn at random.</param>
    /// <param name="progress">Told of each detector before its training.</param>
    /// <param name="stop">Ends training.</param>
    /// <exception cref="TrainingException">There is too little to learn from.</exception>
    public static TrainedCombination Train(
        IReadOnlyList<TrainingSession> sessions,
        TrainedNextKey nextKey,
        IReadOnlyList<(SessionDetectorKind Kind, object? Options)> kinds,
        bool nextKeyVotes,
        NextKeyOptions options,
        ulong seed,
        Action<string>? progress = null,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(nextKey);
        ArgumentNullException.ThrowIfNull(kinds);
        ArgumentNullException.ThrowIfNull(options);
        var vocabulary = new TrainingVocabulary(nextKey.KeptTemplates);
        int[] whole = [.. Enumerable.Range(0, sessions.Count).Where(number => !sessions[number].IsCut)];
        if (whole.Length == 0)
            throw new TrainingException("Every session was cut by a limit, so there is no whole one to learn from: raise --max-session-length or --max-open-sessions.");
        ushort[][] keys = [.. whole.Select(number => vocabulary.KeysOf(sessions[number]))];
        var terms = new SessionTrainingTerms(seed, Labels: null, stop);
        var ballots = new List<Ballot> { NextKeyBallot(nextKey, nextKeyVotes, kinds.Count > 0, options, whole) };
        var detectors = new List<ISessionDetector>();
        foreach ((SessionDetectorKind kind, object? own) in kinds)
        {
            stop.ThrowIfCancellationRequested();
            progress?.Invoke(kind.Name);
            detectors.Add(kind.Train(Weigh(keys, vocabulary.Keys), own, terms));
            double[] scores = CrossValidation.Scores(keys, vocabulary.Keys, kind, own, terms);
            ballots.Add(new Ballot(VoteScale.Calibrate([.. scores.Where(score => !double.IsNaN(score))], options.FalsePositives, detectors[^1].Threshold), scores));
        }

        if (kinds.Count == 1 && !nextKeyVotes)
            ballots[1] = ballots[1] with { Scale = Alone(ballots[1].Scale, detectors[0]) };
        SetWeights(ballots);
        TrainedDetector[] trained =
        [
            .. kinds.Select((kind, i) => new TrainedDetector(new VotingDetector(kind.Kind.Name, detectors[i], ballots[i + 1].Scale), ballots[i + 1].VoteShare)),
        ];
        return new TrainedCombination(
            new DetectorCombination(
                ballots[0].Scale, EndScale(nextKey, nextKeyVotes, kinds.Count > 0), [.. trained.Select(detector => detector.Voter)], whole.Length),
            trained,
            FalsePositives(ballots));
    }

    /// <summary>Adds a detector without a vote, which only explains what the others found.</summary>
    /// <param name="combination">The combination.</param>
    /// <param name="sessions">The sessions that it was trained on.</param>
    /// <param name="nextKey">The next-key model.</param>
    /// <param name="kind">The detector's kind.</param>
    /// <param name="options">Its options.</param>
    /// <param name="seed">Seed of all that is drawn at random.</param>
    /// <param name="stop">Ends training.</param>
    public static TrainedCombination Explain(
        TrainedCombination combination,
        IReadOnlyList<TrainingSession> sessions,
        TrainedNextKey nextKey,
        SessionDetectorKind kind,
        object? options,
        ulong seed,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(combination);
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(nextKey);
        ArgumentNullException.ThrowIfNull(kind);
        var vocabulary = new TrainingVocabulary(nextKey.KeptTemplates);
        ISessionDetector detector = kind.Train(
            Weigh(sessions.Where(session => session.Ended).Select(vocabulary.KeysOf), vocabulary.Keys), options, new SessionTrainingTerms(seed, Labels: null, stop));
        var silent = new TrainedDetector(new VotingDetector(kind.Name, detector, VoteScale.Silent), double.NaN);
        return combination with
        {
            Combination = combination.Combination with { Detectors = [.. combination.Combination.Detectors, silent.Voter] },
            Detectors = [.. combination.Detectors, silent],
        };
    }

    private static WeightedSessions Weigh(IEnumerable<ushort[]> sessions, int vocabulary)
    {
        var weighted = new WeightedSessions(vocabulary);
        foreach (ushort[] keys in sessions)
            weighted.Add(keys);
        return weighted;
    }

    // Without anybody to agree with, a detector goes by the threshold of its method, or by where it is sure.
    private static VoteScale Alone(VoteScale scale, ISessionDetector detector) => VoteScale.At(detector.Threshold ?? scale.Sure);

    // An end less probable than it had in any session is a whole vote; as with the cut-off, what is rare in one network is a little rarer in
    // the next.
    private static VoteScale EndScale(TrainedNextKey nextKey, bool votes, bool hasOthers)
    {
        if (!votes)
            return VoteScale.Silent;
        double threshold = nextKey.Model.MaxEndSurprise;
        double most = hasOthers && nextKey.Unlearned.Count > 0 ? nextKey.Unlearned.Max(rank => rank is { } known ? Math.Log(2) - known.EndLogProbability : 0) : 0;
        return new VoteScale(threshold, Math.Max(threshold, most));
    }

    private static Ballot NextKeyBallot(TrainedNextKey nextKey, bool votes, bool hasOthers, NextKeyOptions options, int[] sessions)
    {
        double[] ranks = [.. sessions.Select(number => number < nextKey.Unlearned.Count && nextKey.Unlearned[number] is { } rank ? rank.Worst : double.NaN)];
        VoteScale scale = !votes ? VoteScale.Silent
            : hasOthers && nextKey.Model.Bounded && options.G is null ? VoteScale.Calibrate([.. ranks.Where(rank => !double.IsNaN(rank))], options.FalsePositives, nextKey.Model.G)
            : VoteScale.At(nextKey.Model.G);
        return new Ballot(scale, ranks);
    }

    // Detectors that give votes on the same normal sessions see the same thing, and their agreement is worth less than that of strangers.
    private static void SetWeights(List<Ballot> ballots)
    {
        double[] weights = [.. ballots.Select(ballot => 1 / (1 + ballots.Where(other => other != ballot).Sum(ballot.Correlation)))];
        for (int i = 0; i < ballots.Count; i++)
            ballots[i] = ballots[i] with { Scale = ballots[i].Scale with { Weight = weights[i] } };
    }

    private static double FalsePositives(List<Ballot> ballots)
    {
        int[] judged = [.. Enumerable.Range(0, ballots[0].Scores.Length).Where(i => ballots.All(ballot => !double.IsNaN(ballot.Scores[i])))];
        return (double)judged.Count(i => ballots.Sum(ballot => ballot.Scale.Vote(ballot.Scores[i])) >= DetectorCombination.Whole) / judged.Length;
    }
}
