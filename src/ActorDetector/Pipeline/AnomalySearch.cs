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
    private readonly JudgedAnomalies _anomalies;
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
        _ranked = new MostSurprising(top);
        _found = found;
        _anomalies = new JudgedAnomalies(_detector, new AnomalyWording(bundle, inputs.Names), found is null ? _ranked.Wants : null)
        {
            Counted = _tally.Add,
            Repeated = _tally.AddRepeat,
        };
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
        foreach (Anomaly anomaly in _anomalies.OfBlock(block))
            Add(anomaly);
    }

    private void AddEndings()
    {
        foreach ((Anomaly anomaly, _) in _anomalies.OfEndings())
            Add(anomaly);
        if (_fresh.Count == 0)
            return;
        _found?.Invoke(_fresh);
        _fresh.Clear();
    }

    private void Add(Anomaly anomaly)
    {
        _ranked.Add(anomaly);
        _fresh.Add(anomaly);
    }
}
