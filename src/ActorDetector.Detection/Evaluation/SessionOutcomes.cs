using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;

namespace ActorDetector.Detection.Evaluation;

/// <summary>Gathers what a detector says of each session and each line.</summary>
/// <param name="maxEndSurprise">The surprise in nats above which the next-key model does not expect an end.</param>
public sealed class SessionOutcomes(double maxEndSurprise)
{
    private readonly List<SessionOutcome> _sessions = [];

    /// <summary>The sessions, in the order of opening.</summary>
    public IReadOnlyList<SessionOutcome> Sessions => _sessions;

    /// <summary>Verdicts on lines against the lines' own labels.</summary>
    public Confusion Lines { get; private set; }

    /// <summary>Whether any line has a label that says anomaly.</summary>
    public bool HasLabelledLines => Lines.TruePositives + Lines.FalseNegatives > 0;

    /// <summary>Adds what was said of a block.</summary>
    public void Add(EventBlock block, LogJudge detector)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(detector);
        for (int i = 0; i < block.Count; i++)
        {
            ref readonly EventRow row = ref block[i];
            Judgement judgement = detector.Judgements[i];
            if (judgement.Session == _sessions.Count)
                _sessions.Add(new SessionOutcome { Entity = Encoding.UTF8.GetString(block.Entity(i)), Weight = row.Weight });
            SessionOutcome session = _sessions[judgement.Session];
            session.Keys.Add(detector.Key(i));
            session.HasLabelledLine |= row.Labelled;
            session.IsAnomalous |= detector.IsAnomalous(i);
            session.WorstRank = Math.Max(session.WorstRank, detector.Key(i) == LogKey.Unseen ? SessionOutcome.Unseen : judgement.Rank);
            if (-judgement.LogProbability > session.Score)
            {
                session.Score = -judgement.LogProbability;
                session.SetWorstLine([], block.Raw(i));
            }

            Lines = Lines.With(row.Labelled, detector.IsAnomalous(i));
        }
    }

    /// <summary>Adds what was said of ends.</summary>
    public void AddEndings(LogJudge detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        foreach (Ending ending in detector.Endings)
        {
            SessionOutcome session = _sessions[ending.Session];
            session.IsAnomalous |= ending.Verdict.Anomalous;
            if (ending.Judgement.Rank > 0)
            {
                session.EndIsImprobable = -ending.Judgement.LogProbability > maxEndSurprise;
                if (-ending.Judgement.LogProbability > session.Score)
                {
                    session.Score = -ending.Judgement.LogProbability;
                    session.SetWorstLine("(end) "u8, ending.LastRaw.Of(detector.EndingText));
                }
            }

            session.Score = Math.Max(session.Score, ending.Verdict.Surprise);
        }
    }
}
