using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.NextKey;
using ActorDetector.Logs.Text;

namespace ActorDetector.Detection.Judging;

/// <content>What becomes of the predictions that were asked for: verdicts on events, on ends, and on whole sessions.</content>
public sealed partial class LogJudge
{
    private void AnswerNext(ReadOnlySpan<float> prediction)
    {
        if (_queries.IsAnswered)
        {
            ExpectWorst(_untold.Answer(out _), prediction);
            return;
        }

        ref readonly Query query = ref _queries.Answer(out ReadOnlySpan<ushort> window);
        if (query.Ending >= 0)
            AnswerEnding(query, prediction);
        else
            AnswerEvent(query, _block!, prediction, window);
    }

    private void AnswerEvent(in Query query, EventBlock block, ReadOnlySpan<float> prediction, ReadOnlySpan<ushort> window)
    {
        int index = _judgements.Count; // the events' queries are in the order of the events
        Judgement judgement = Judge(query, prediction, window);
        _judgements.Add(judgement);
        if (!_judgesWholes)
            return;
        ref WorstEvent worst = ref _sessions.Worst(query.Slot);
        JudgedEvent judged = _events[index];
        worst.Anomalous |= judgement.Anomalous || judged.Found;
        worst.Told |= (judgement.Anomalous && !judged.Repeats) || judged.Found;
        if (query.Key != LogKey.Unseen)
            worst.WorstRank = Math.Max(worst.WorstRank, judgement.Rank);
        if (!worst.GivesWayTo(query.Key, judgement.Rank, judgement.LogProbability, _combination.Rank))
            return;
        (worst.Rank, worst.LogProbability, worst.Key) = (judgement.Rank, judgement.LogProbability, query.Key);
        ref readonly EventRow row = ref block[index];
        (worst.Source, worst.Line, worst.Time) = (SourceOf(block), row.LineNumber, row.Time);
        (worst.Position, worst.Length) = (query.Position, query.Length);
        window.CopyTo(_sessions.WorstWindow(query.Slot));
    }

    private void AnswerEnding(in Query query, ReadOnlySpan<float> prediction)
    {
        Ending ending = _endings[query.Ending];
        if (query.OwnEnd)
            ending = ending with { Judgement = Judge(query, prediction, []) };
        if (_judgesWholes)
        {
            ref WorstEvent worst = ref _sessions.Worst(query.Slot);
            ending = ending with { Verdict = Combine(worst, ending.Judgement, query.Votes) };
            if (ending.Verdict.IsToBeTold)
            {
                (int source, SourcePlace place) = From(worst.Source, worst.Position);
                ending = ending with
                {
                    Worst = new WorstLine(
                        new Judgement(query.Session, worst.Rank, worst.LogProbability, Anomalous: true, Expected: -1),
                        source,
                        worst.Line,
                        worst.Time,
                        place,
                        worst.Key,
                        Text(worst.Position, worst.Length, query.TextEnd)),
                };
                _untold.Ask(_sessions.WorstWindow(query.Slot), query.Ending);
            }

            // Text is looked up only where it will be told.
            if (ending.Judgement.Anomalous || ending.Verdict.IsToBeTold)
                ending = ending with { LastRaw = Text(query.Position, query.Length, query.TextEnd) };
            worst = default;
        }

        _endings[query.Ending] = ending;
    }

    /// <summary>A line's text, if it was still at hand when the session was closed: blocks cut elsewhere give the same.</summary>
    private Slice Text(long position, int length, long endWhenClosed) =>
        _recent is not null && position + RecentTextBytes >= endWhenClosed ? _endingText.Add(_recent.Find(position, length)) : default;

    private SessionVerdict Combine(in WorstEvent worst, in Judgement end, SessionVotes votes)
    {
        double byNextKey = _combination.NextKeyVote(worst.WorstRank, end.Rank > 0 ? -end.LogProbability : 0);
        double sum = byNextKey + votes.Sum;
        bool told = worst.Told || end.Anomalous;
        bool anomalous = worst.Anomalous || end.Anomalous || sum >= DetectorCombination.Whole;
        double surprise = Math.Max(Math.Max(-worst.LogProbability, -end.LogProbability), _combination.Surprise(sum));
        return new SessionVerdict(sum, surprise, anomalous, told, byNextKey > 0, votes, worst.WorstRank);
    }

    private void ExpectWorst(int ending, ReadOnlySpan<float> prediction)
    {
        WorstLine worst = _endings[ending].Worst;
        _endings[ending] = _endings[ending] with { Worst = worst with { Judgement = worst.Judgement with { Expected = Expect(prediction) } } };
    }

    private Judgement Judge(in Query query, ReadOnlySpan<float> logProbabilities, ReadOnlySpan<ushort> window)
    {
        int rank = KeyRanking.Rank(logProbabilities, query.Key, _model.Bounded);
        float logProbability = query.Key == LogKey.Unseen ? _model.UnseenLogProbability : logProbabilities[query.Key];
        bool anomalous = query.Key switch
        {
            LogKey.End => _combination.End.IsSure(-logProbability),
            LogKey.Unseen => true,
            _ => _combination.Rank.IsSure(rank),
        };
        bool marked = !_model.Bounded && _combination.Marked is { } known && known.HasWindow(window, query.Key);
        anomalous |= marked;
        return new Judgement(query.Session, rank, logProbability, anomalous, anomalous ? Expect(logProbabilities) : -1) { Marked = marked };
    }

    private int Expect(ReadOnlySpan<float> logProbabilities)
    {
        int expected = _expected.Count;
        Span<ushort> top = stackalloc ushort[MostExpected];
        foreach (ushort key in top[..KeyRanking.Top(logProbabilities, top, _model.Bounded)])
            _expected.Add(new Prediction(key, MathF.Exp(logProbabilities[key])));
        return expected;
    }
}
