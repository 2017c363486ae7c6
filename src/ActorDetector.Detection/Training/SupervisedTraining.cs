using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Training;

/// <summary>Trains a detector on sessions with labels.</summary>
public static class SupervisedTraining
{
    /// <summary>Trains a detector.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="sessions">Sessions and whether each is an anomaly; one that is labelled both ways counts as what it is more often.</param>
    /// <param name="keptTemplates">The templates of the vocabulary, by their ids before training.</param>
    /// <param name="options">The kind's options.</param>
    /// <param name="seed">Seed of all that is drawn at random.</param>
    /// <param name="stop">Ends training.</param>
    /// <exception cref="TrainingException">There are not both normal and anomalous sessions.</exception>
    public static ISessionDetector Train(
        SessionDetectorKind kind,
        IReadOnlyList<(TrainingSession Session, bool Anomalous)> sessions,
        IReadOnlyList<int> keptTemplates,
        object? options,
        ulong seed,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(sessions);
        var vocabulary = new TrainingVocabulary(keptTemplates);
        return Train(
            kind,
            sessions.Select(session => new LabelledKeys(vocabulary.KeysOf(session.Session), session.Anomalous, session.Session.Weight)),
            vocabulary.Keys,
            options,
            new SessionTrainingTerms(seed, Labels: null, stop));
    }

    /// <summary>Trains a detector on sequences of log keys.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="sequences">Sequences and whether each is an anomaly; one that is labelled both ways counts as what it is more often.</param>
    /// <param name="vocabulary">Log keys of the vocabulary.</param>
    /// <param name="options">The kind's options.</param>
    /// <param name="terms">Seed, progress, cancellation; the labels are set here.</param>
    /// <exception cref="TrainingException">There are not both normal and anomalous sequences.</exception>
    public static ISessionDetector Train(
        SessionDetectorKind kind, IEnumerable<LabelledKeys> sequences, int vocabulary, object? options, SessionTrainingTerms terms)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(terms);
        var weighted = new WeightedSessions(vocabulary);
        List<long> balance = [];
        bool hasNormal = false, hasAnomalous = false;
        foreach ((ushort[] keys, bool anomalous, long weight) in sequences)
        {
            int number = weighted.Add(keys, weight);
            if (number == balance.Count)
                balance.Add(0);
            balance[number] += anomalous ? weight : -weight;
            hasNormal |= !anomalous;
            hasAnomalous |= anomalous;
        }

        if (!hasNormal || !hasAnomalous)
            throw new TrainingException($"{kind.Name} learns from labels: it needs normal and anomalous sessions to learn from");
        return kind.Train(weighted, options, terms with { Labels = [.. balance.Select(sum => sum > 0)] });
    }
}
