using ActorDetector.Detection;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Rules;
using ActorDetector.Detection.Unseen;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Finds the anomalies of inputs: hands them out as they are found, and keeps the most surprising.</summary>
internal sealed class AnomalySearch
{
    private readonly ModelBundle _bundle;
    private readonly LogInputs _inputs;
    private readonly LogJudge _detector;
    private readonly AnomalyWording _anomalies;
    private readonly MostSurprising _ranked;
    private readonly Action<IReadOnlyCollection<Anomaly>>? _found;
    private readonly AnomalyTally _tally = new();
    private readonly List<Anomaly> _fresh = [];

    /// <summary>A search.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="inputs">The lines.</param>
    /// <param name="cacheMegabytes">Memory for predictions.</param>
    /// <param name="top">How many of the most surprising are kept.</param>
    /// <param name="rules">What is known to be bad.</param>
    /// <param name="found">Sees anomalies as they are found; null when only the most surprising are wanted.</param>
    public AnomalySearch(ModelBundle bundle, LogInputs inputs, int cacheMegabytes, int top, RuleOptions rules, Action<IReadOnlyCollection<Anomaly>>? found)
    {
        _bundle = bundle;
        _inputs = inputs;
        _detector = bundle.CreateJudge(cacheMegabytes, rules);
        _anomalies = new AnomalyWording(bundle, inputs.Names);
        _ranked = new MostSurprising(top);
        _found = found;
    }

    /// <summary>The most surprising anomalies, the most surprising first.</summary>
    public IReadOnlyList<Anomaly> Ranked => _ranked.Ranked();

    /// <summary>The sessions that limits closed.</summary>
    public SessionCuts Cuts { get; } = new();

    /// <summary>The unseen templates that were met; null when they are not resolved.</summary>
    public UnseenResolver? Unseen => _detector.Unseen;

    /// <summary>What was counted.</summary>
    public AnomalyTotals Totals => new(_inputs.Counts.Lines, _detector.SessionsOpened, _tally.Anomalies, _tally.Sessions, _tally.Repeats);

    /// <summary>Searches all inputs.</summary>
    public void Run(WorkProgress progress, CancellationToken stop) =>
        Judging.Run(_bundle, _inputs, _detector, Cuts, progress, AddEvents, AddEndings, stop);

    private void AddEvents(EventBlock block)
    {
        foreach (FoundEvent found in _detector.Found)
        {
            int index = found.Verdict.Event;
            if (Counts(_detector.Judgements[index].Session, found.Verdict.Score))
                Add(_anomalies.OfFound(block, found, _detector.Key(index), _detector.Judgements[index]));
        }

        for (int i = 0; i < block.Count; i++)
        {
            Judgement judgement = _detector.Judgements[i];
            if (judgement.Anomalous && _detector.Repeats(i))
                _tally.AddRepeat(judgement.Session);
            else if (judgement.Anomalous && Counts(judgement.Session, -judgement.LogProbability))
                Add(_anomalies.OfEvent(block, i, _detector.Key(i), judgement, _detector.Expected(judgement)));
        }
    }

    private void AddEndings()
    {
        foreach (Ending ending in _detector.Endings)
        {
            if (ending.Judgement.Anomalous && Counts(ending.Session, -ending.Judgement.LogProbability))
                Add(_anomalies.OfEnding(ending, _detector.EndingText, _detector.EndingKeys(ending), _detector.Expected(ending.Judgement)));
            if (ending.Verdict.IsToBeTold && Counts(ending.Session, ending.Verdict.Surprise))
                Add(_anomalies.OfSession(ending, _detector.EndingText, _detector.EndingKeys(ending), _detector.Expected(ending.Worst.Judgement)));
        }

        if (_fresh.Count == 0)
            return;
        _found?.Invoke(_fresh);
        _fresh.Clear();
    }

    /// <summary>Counts an anomaly; whether anybody wants its words, which are dear to make.</summary>
    private bool Counts(int session, double surprise)
    {
        _tally.Add(session);
        return _found is not null || _ranked.Wants(surprise);
    }

    private void Add(Anomaly anomaly)
    {
        _ranked.Add(anomaly);
        _fresh.Add(anomaly);
    }
}
