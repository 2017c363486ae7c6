using ActorDetector.Detection.Events;

namespace ActorDetector.Detection.Judging;

/// <summary>The anomalies among what a judge said, in words. Not for two threads at once.</summary>
/// <param name="judge">The judge.</param>
/// <param name="wording">Puts what it said into words.</param>
/// <param name="isWanted">Whether anybody wants the words, which are dear to make, of an anomaly that is so surprising; null for all.</param>
public sealed class JudgedAnomalies(LogJudge judge, AnomalyWording wording, Func<double, bool>? isWanted = null)
{
    /// <summary>Told of every anomaly with its session, wanted or not.</summary>
    public Action<int>? Counted { get; init; }

    /// <summary>Told of every line of an unseen template that was told before, with its session.</summary>
    public Action<int>? Repeated { get; init; }

    /// <summary>The anomalies among the events of the block that was judged last.</summary>
    public IEnumerable<Anomaly> OfBlock(EventBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        foreach (FoundEvent found in judge.Found)
        {
            int index = found.Verdict.Event;
            if (IsWanted(judge.Judgements[index].Session, found.Verdict.Score))
                yield return wording.OfFound(block, found, judge.Key(index), judge.Judgements[index]);
        }

        for (int i = 0; i < block.Count; i++)
        {
            Judgement judgement = judge.Judgements[i];
            if (!judgement.Anomalous)
                continue;
            if (judge.Repeats(i))
                Repeated?.Invoke(judgement.Session);
            else if (IsWanted(judgement.Session, -judgement.LogProbability))
                yield return wording.OfEvent(block, i, judge.Key(i), judgement, judge.Expected(judgement));
        }
    }

    /// <summary>The anomalies among the sessions that were closed last, and where the line of each came from.</summary>
    public IEnumerable<(Anomaly Anomaly, SourcePlace Place)> OfEndings()
    {
        foreach (Ending ending in judge.Endings)
        {
            if (ending.Judgement.Anomalous && IsWanted(ending.Session, -ending.Judgement.LogProbability))
                yield return (wording.OfEnding(ending, judge.EndingText, judge.EndingKeys(ending), judge.Expected(ending.Judgement)), ending.LastPlace);
            if (ending.Verdict.IsToBeTold && IsWanted(ending.Session, ending.Verdict.Surprise))
                yield return (wording.OfSession(ending, judge.EndingText, judge.EndingKeys(ending), judge.Expected(ending.Worst.Judgement)), ending.Worst.Place);
        }
    }

    private bool IsWanted(int session, double surprise)
    {
        Counted?.Invoke(session);
        return isWanted is null || isWanted(surprise);
    }
}
