using System.Text;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Detection.NextKey;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>A hosted judge and what is kept for it, as a shard actor and its store would: saved, passivated, killed and restored at any moment.</summary>
internal sealed class HostedStream
{
    private readonly Func<LogJudge> _create;
    private readonly NextKeyModel _model;
    private readonly AnomalyWording _wording;
    private readonly WindowPredictor _predictor;
    private readonly float[] _answers;
    private readonly SortedDictionary<long, byte[]> _deltas = [];
    private readonly Dictionary<string, byte[]> _parts = [];
    private Dictionary<string, PassivatedSession> _passive = [];
    private Dictionary<string, PassivatedSession> _savedPassive = [];
    private int _savedVerdicts;

    public HostedStream(NextKeyModel model, DetectorCombination combination, Func<LogJudge> create)
    {
        (_model, _create) = (model, create);
        Judge = create();
        _wording = new AnomalyWording(MadeModels.Bundle with { Templates = Names(model), NextKey = model, Combination = combination }, ["log"]);
        _predictor = new WindowPredictor(model.Network, 1);
        _answers = new float[WindowPredictor.Batch * model.Keys];
    }

    public LogJudge Judge { get; private set; }

    /// <summary>All that was said, as text.</summary>
    public List<string> Verdicts { get; } = [];

    /// <summary>Blocks judged up to the last save.</summary>
    public int SavedBlocks { get; private set; }

    public int Blocks { get; private set; }

    public long DeltaBytes => _deltas.Values.Sum(delta => (long)delta.Length);

    public void Add(EventBlock block)
    {
        ActivateFor(block);
        Judge.Begin(block);
        Say(block);
        Blocks++;
    }

    public void CloseIdle(long arrivedBefore)
    {
        Activate(_passive.Values.Where(session => session.Arrived < arrivedBefore));
        while (Judge.BeginClosing(arrivedBefore))
            Say(null);
        Blocks++;
    }

    public void End()
    {
        Activate(_passive.Values);
        while (Judge.BeginEnd())
            Say(null);
    }

    public void Passivate(int keep)
    {
        foreach (PassivatedSession session in Judge.Passivate(keep))
            _passive.Add(Key(session.Entity), session);
        Judge.Passive.ShouldBe(_passive.Count);
    }

    /// <summary>Saves all in one transaction.</summary>
    public void Save()
    {
        if (Judge.SaveChanged() is { } delta)
        {
            delta.Number.ShouldBeGreaterThan(_deltas.Keys.DefaultIfEmpty().Max());
            _deltas.Add(delta.Number, delta.Content);
            foreach (long old in _deltas.Keys.Where(number => number < delta.First).ToArray())
                _deltas.Remove(old);
        }

        foreach ((string name, byte[] content) in Judge.SaveParts())
            _parts[name] = content;
        _savedPassive = new(_passive);
        SavedBlocks = Blocks;
        _savedVerdicts = Verdicts.Count;
    }

    /// <summary>Forgets all that was not saved.</summary>
    public void Kill()
    {
        Judge = _create();
        Judge.Restore(_parts);
        foreach ((long number, byte[] delta) in _deltas)
            Judge.Apply(number, delta);
        Judge.EndRestore();
        _passive = new(_savedPassive);
        Blocks = SavedBlocks;
        Verdicts.RemoveRange(_savedVerdicts, Verdicts.Count - _savedVerdicts);
    }

    private static TemplateTree Names(NextKeyModel model) =>
        MadeModels.Templates([.. Enumerable.Range(LogKey.FirstTemplate, model.Keys - LogKey.FirstTemplate).Select(key => $"key{key}")]);

    private static string Key(ReadOnlySpan<byte> entity) => Convert.ToHexString(entity);

    private void ActivateFor(EventBlock block)
    {
        HashSet<string> entities = [];
        for (int i = 0; i < block.Count; i++)
            entities.Add(Key(Judge.Identifier(block.Entity(i))));
        Activate(entities.Where(_passive.ContainsKey).Select(entity => _passive[entity]));
        long seenBefore = Judge.SeenBefore(block);
        Activate(_passive.Values.Where(session => session.Seen < seenBefore));
        Activate(_passive.Values.OrderBy(session => session.Used).Take(Math.Max(0, entities.Count - Judge.Free)));
    }

    private void Activate(IEnumerable<PassivatedSession> sessions)
    {
        foreach (PassivatedSession session in sessions.ToArray())
        {
            Judge.IsResident(session.Entity).ShouldBeFalse();
            Judge.Activate(session.Content);
            Judge.IsResident(session.Entity).ShouldBeTrue();
            _passive.Remove(Key(session.Entity));
        }
    }

    private void Say(EventBlock? block)
    {
        while (Judge.NextWindows(out ReadOnlyMemory<ushort> windows))
        {
            int count = windows.Length / _model.Window;
            int[] rows = new int[count];
            _predictor.Predict(windows.Span, rows);
            for (int i = 0; i < count; i++)
                _predictor.Cache.Prediction(rows[i]).CopyTo(_answers.AsSpan(i * _model.Keys));
            Judge.Answer(_answers.AsSpan(0, count * _model.Keys));
        }

        for (int i = 0; i < Judge.Judgements.Count; i++)
        {
            Verdicts.Add($"{Judge.Key(i)} {Judge.Repeats(i)} {Verdict.Of(Judge, Judge.Judgements[i])}");
            if (Judge.Judgements[i].Anomalous)
                Tell(_wording.OfEvent(block!, i, Judge.Key(i), Judge.Judgements[i], Judge.Expected(Judge.Judgements[i])));
        }

        foreach (FoundEvent found in Judge.Found)
            Tell(_wording.OfFound(block!, found, Judge.Key(found.Verdict.Event), Judge.Judgements[found.Verdict.Event]));
        foreach (Ending ending in Judge.Endings)
        {
            Verdicts.Add($"{Encoding.UTF8.GetString(ending.Entity.Of(Judge.EndingText))} {ending with { Entity = default, Keys = default }} {string.Join(' ', Judge.EndingKeys(ending).ToArray())}");
            ending.LastRaw.Length.ShouldBe(0);
            if (ending.Judgement.Anomalous)
                Tell(_wording.OfEnding(ending, Judge.EndingText, Judge.EndingKeys(ending), Judge.Expected(ending.Judgement)));
            if (ending.Verdict.IsToBeTold)
                Tell(_wording.OfSession(ending, Judge.EndingText, Judge.EndingKeys(ending), Judge.Expected(ending.Worst.Judgement)));
        }
    }

    private void Tell(Anomaly anomaly) =>
        Verdicts.Add($"{anomaly with { Expected = [], Detectors = [] }} {string.Join(' ', anomaly.Expected)} {string.Join(' ', anomaly.Detectors)}");
}
