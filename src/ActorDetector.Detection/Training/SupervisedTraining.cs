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
        if (sessions.All(session => session.Anomalous) || !sessions.Any(session => session.Anomalous))
            throw new TrainingException($"{kind.Name} learns from labels: it needs normal and anomalous sessions to learn from");
        var vocabulary = new TrainingVocabulary(keptTemplates);
        var weighted = new WeightedSessions(vocabulary.Keys);
        List<long> balance = [];
        foreach ((TrainingSession session, bool anomalous) in sessions)
        {
            int number = weighted.Add(vocabulary.KeysOf(session), session.Weight);
            if (number == balance.Count)
                balance.Add(0);
            balance[number] += anomalous ? session.Weight : -session.Weight;
        }

        return kind.Train(weighted, options, new SessionTrainingTerms(seed, [.. balance.Select(sum => sum > 0)], stop));
    }
}
