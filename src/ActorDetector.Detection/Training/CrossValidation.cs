using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Training;

/// <summary>What scores normal sessions have that a detector did not learn from: they are dealt out to a few parts, and each part is judged by
/// a detector that learned from the others.</summary>
internal static class CrossValidation
{
    /// <summary>The score of each session.</summary>
    /// <exception cref="TrainingException">There is too little to learn from.</exception>
    public static double[] Scores(ushort[][] sessions, int vocabulary, SessionDetectorKind kind, object? options, SessionTrainingTerms terms)
    {
        var scores = new double[sessions.Length];
        Array.Fill(scores, double.NaN);
        if (sessions.Length < kind.Folds)
            return scores;
        var counter = new SessionCounter(vocabulary);
        for (int fold = 0; fold < kind.Folds; fold++)
        {
            terms.Stop.ThrowIfCancellationRequested();
            var others = new WeightedSessions(vocabulary);
            for (int number = 0; number < sessions.Length; number++)
            {
                if (number % kind.Folds != fold)
                    others.Add(sessions[number]);
            }

            ISessionDetector detector = kind.Train(others, options, terms);
            Dictionary<ushort[], double> known = new(SequenceComparer.Instance);
            for (int number = fold; number < sessions.Length; number += kind.Folds)
            {
                if (!known.TryGetValue(sessions[number], out double score))
                    known[sessions[number]] = score = detector.Score(counter.View(sessions[number]));
                scores[number] = score;
            }
        }

        return scores;
    }
}
