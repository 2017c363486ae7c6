using System.Globalization;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;

namespace ActorDetector.Detection.Parameters;

/// <summary>Finds lines of a known kind whose numbers or words are not those of such lines. Forecasts are made for all lines of a template in
/// a block at once.</summary>
public sealed class ParameterDetector : IEventDetector
{
    private readonly ParameterModel _model;
    private readonly Func<ushort, string> _textOf;
    private readonly VectorJudge?[] _judges;
    private readonly List<int>[] _events;
    private readonly List<Deviation> _deviations = [];
    private readonly List<EventVerdict> _found = [];
    private double[] _vector = [];

    /// <summary>A detector that has seen no events.</summary>
    /// <param name="model">What parameters are.</param>
    /// <param name="textOf">The template of a log key.</param>
    public ParameterDetector(ParameterModel model, Func<ushort, string> textOf)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _textOf = textOf;
        _judges = [.. model.Templates.Select(template => template.Numbers?.CreateJudge())];
        _events = [.. model.Templates.Select(_ => new List<int>())];
    }

    /// <inheritdoc/>
    public void Judge(EventBlock block, ReadOnlySpan<int> sessions, ReadOnlySpan<long> elapsedTicks, List<EventVerdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(verdicts);
        if (_model.Count == 0)
            return;
        bool[] parametersOf = _model.ParametersOf;
        for (int i = 0; i < block.Count; i++)
        {
            ushort key = block[i].Key;
            if (key < parametersOf.Length && parametersOf[key] && _model.Find(key, block.ParameterCount(i)) is >= 0 and int template)
                Read(block, i, template, elapsedTicks[i]);
        }

        for (int template = 0; template < _judges.Length; template++)
            JudgeNumbers(template);
        foreach (EventVerdict verdict in Strongest())
            verdicts.Add(verdict);
        _found.Clear();
    }

    private void Read(EventBlock block, int index, int number, long elapsed)
    {
        TemplateParameters template = _model.Templates[number];
        int places = template.Places;
        for (int place = 0; place < places; place++)
        {
            if (template.Words[place] is { } words
                && words.IsAnomalous(block.Parameter(index, place), block.Entity(index), new PlaceName(_textOf, template, place), out EventVerdict verdict))
                _found.Add(verdict with { Event = index });
        }

        if (_judges[number] is not { } judge)
            return;
        if (_vector.Length <= places)
            _vector = new double[places + 1];
        for (int place = 0; place < places; place++)
            _vector[place] = template.Words[place] is null && NumberText.TryRead(block.Parameter(index, place), out double value) ? value : double.NaN;
        _vector[places] = TemplateParameters.Seconds(elapsed);
        judge.Add(_vector.AsSpan(0, places + 1));
        _events[number].Add(index);
    }

    private void JudgeNumbers(int number)
    {
        if (_judges[number] is not { Count: > 0 } judge)
            return;
        _deviations.Clear();
        judge.Judge(_deviations);
        foreach (Deviation odd in _deviations)
            _found.Add(Verdict(_events[number][odd.Row], _model.Templates[number], odd));
        _events[number].Clear();
    }

    private EventVerdict Verdict(int index, TemplateParameters template, in Deviation odd)
    {
        bool isTime = odd.Column == template.Places;
        string unit = isTime ? " s" : "";
        string expected = NumberText.Write(odd.Expected) + unit;
        string what = isTime ? "the time since the line before" : new PlaceName(_textOf, template, odd.Column).ToString();
        string explanation = string.Create(CultureInfo.InvariantCulture, $"{what} is {NumberText.Write(odd.Value)}{unit} where about {expected} was expected");
        return new(index, AnomalyKind.ParameterValue, odd.Score, explanation, expected);
    }

    // An event has one verdict; of several the most surprising, and the first of those.
    private IEnumerable<EventVerdict> Strongest() => _found
        .OrderBy(verdict => verdict.Event).ThenByDescending(verdict => verdict.Score).DistinctBy(verdict => verdict.Event);
}
