using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Training;

namespace ActorDetector.Pipeline;

/// <summary>The sessions that are judged in a comparison, each distinct one once.</summary>
internal sealed class ComparedJudging
{
    private readonly IReadOnlyList<(TrainingSession Session, bool Anomalous)> _sessions;
    private readonly int[] _numbers;
    private readonly WeightedSessions _distinct;
    private readonly bool[] _ended;

    /// <summary>The sessions, in the log keys of the vocabulary that was learned.</summary>
    public ComparedJudging(ComparedSessions sessions, TrainedNextKey nextKey)
    {
        _sessions = sessions.Judged;
        var vocabulary = new TrainingVocabulary(nextKey.KeptTemplates);
        _distinct = new WeightedSessions(vocabulary.Keys);
        _numbers = new int[_sessions.Count];
        List<bool> ended = [];
        for (int i = 0; i < _numbers.Length; i++)
        {
            TrainingSession session = _sessions[i].Session;
            _numbers[i] = _distinct.Add(vocabulary.KeysOf(session));
            if (_numbers[i] == ended.Count)
                ended.Add(session.Ended);
        }

        _ended = [.. ended];
    }

    /// <summary>What the next-key model says of each distinct session.</summary>
    public SessionSurprise[] Surprises(SessionSurprises model) => [.. _distinct.Sequences.Select((keys, number) => model.Of(keys, _ended[number]))];

    /// <summary>A detector's score of each distinct session.</summary>
    public double[] Scores(ISessionDetector detector)
    {
        var counter = new SessionCounter(_distinct.Vocabulary);
        return [.. _distinct.Sequences.Select(keys => detector.Score(counter.View(keys)))];
    }

    /// <summary>The sum of all votes on each distinct session; what the next-key model tells at once is a whole vote.</summary>
    public double[] Votes(DetectorCombination combination, SessionSurprises? nextKey)
    {
        var voting = new SessionVoting(combination.Detectors, _distinct.Vocabulary);
        return [.. _distinct.Sequences.Select((keys, number) => voting.Vote(keys).Sum + (nextKey is null ? 0 : Vote(nextKey.Of(keys, _ended[number]))))];

        double Vote(SessionSurprise surprise) => surprise.HasUnseen ? DetectorCombination.Whole
            : Math.Max(combination.Rank.Vote(surprise.WorstRank), combination.End.Vote(surprise.EndSurprise));
    }

    /// <summary>Holds verdicts and scores of distinct sessions against the labels.</summary>
    /// <param name="name">The detector.</param>
    /// <param name="summary">What it finds.</param>
    /// <param name="isAnomalous">The verdict on a distinct session.</param>
    /// <param name="score">Its score.</param>
    /// <param name="seconds">How long judging them took.</param>
    public DetectorResult Result(string name, string summary, Func<int, bool> isAnomalous, Func<int, double> score, double seconds)
    {
        Confusion confusion = default;
        var scored = new ScoredLabel[_sessions.Count];
        for (int i = 0; i < _numbers.Length; i++)
        {
            (TrainingSession session, bool anomalous) = _sessions[i];
            confusion = confusion.With(anomalous, isAnomalous(_numbers[i]), session.Weight);
            scored[i] = new ScoredLabel(score(_numbers[i]), anomalous, session.Weight);
        }

        return new DetectorResult
        {
            Name = name,
            Summary = summary,
            Sessions = confusion,
            Ranking = new Ranking(scored),
            EventsPerSecond = _distinct.Sequences.Sum(keys => (long)keys.Length) / Math.Max(seconds, 1e-6),
        };
    }
}
