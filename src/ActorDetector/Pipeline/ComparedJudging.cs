using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Training;

namespace ActorDetector.Pipeline;

/// <summary>The sessions that are judged in a comparison, each distinct one once: one that was cut is another than one of the same keys that
/// came to its end.</summary>
internal sealed class ComparedJudging
{
    private readonly IReadOnlyList<(TrainingSession Session, bool Anomalous)> _sessions;
    private readonly int[] _numbers;
    private readonly WeightedSessions[] _distinct; // those that were cut, then those that ended
    private readonly int _vocabulary;

    /// <summary>The sessions, in the log keys of the vocabulary that was learned.</summary>
    public ComparedJudging(ComparedSessions sessions, TrainedNextKey nextKey)
    {
        _sessions = sessions.Judged;
        var vocabulary = new TrainingVocabulary(nextKey.KeptTemplates);
        _vocabulary = vocabulary.Keys;
        _distinct = [new WeightedSessions(_vocabulary), new WeightedSessions(_vocabulary)];
        _numbers = [.. _sessions.Select(session => _distinct[session.Session.Ended ? 1 : 0].Add(vocabulary.KeysOf(session.Session)))];
        for (int i = 0; i < _numbers.Length; i++)
            _numbers[i] += _sessions[i].Session.Ended ? _distinct[0].Count : 0;
    }

    /// <summary>What the next-key model says of each distinct session.</summary>
    public SessionSurprise[] Surprises(SessionSurprises model) => ForEach((keys, ended) => model.Of(keys, ended));

    /// <summary>A detector's score of each distinct session.</summary>
    public double[] Scores(ISessionDetector detector)
    {
        var counter = new SessionCounter(_vocabulary);
        return ForEach((keys, _) => detector.Score(counter.View(keys)));
    }

    /// <summary>The sum of all votes on each distinct session; what the next-key model tells at once is a whole vote.</summary>
    public double[] Votes(DetectorCombination combination, SessionSurprises? nextKey)
    {
        var voting = new SessionVoting(combination.Detectors, _vocabulary);
        return ForEach((keys, ended) => voting.Vote(keys).Sum + (nextKey is null ? 0 : Vote(nextKey.Of(keys, ended))));

        double Vote(SessionSurprise surprise) => surprise.HasUnseen ? DetectorCombination.Whole
            : combination.NextKeyVote(surprise.WorstRank, surprise.EndSurprise);
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
            EventsPerSecond = _distinct.Sum(sessions => sessions.Sequences.Sum(keys => (long)keys.Length)) / Math.Max(seconds, 1e-6),
        };
    }

    private T[] ForEach<T>(Func<ushort[], bool, T> judge) =>
        [.. _distinct[0].Sequences.Select(keys => judge(keys, false)), .. _distinct[1].Sequences.Select(keys => judge(keys, true))];
}
