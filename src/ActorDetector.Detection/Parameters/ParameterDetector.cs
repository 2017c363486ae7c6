using System.Globalization;
using System.Text;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Events;

namespace ActorDetector.Detection.Parameters;

/// <summary>Finds lines of a known kind whose numbers or words are not those of such lines. Forecasts are made for all lines of a template in
/// a block at once.</summary>
public sealed partial class ParameterDetector : IEventDetector, IStreamMemory
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
    public void Judge(EventBlock block, ReadOnlySpan<long> elapsedTicks, List<EventVerdict> verdicts)
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
            JudgeNumbers(block, template);
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

        if (_vector.Length <= places)
            _vector = new double[places + 1];
        for (int place = 0; place < places; place++)
        {
            bool isNumber = NumberText.TryRead(block.Parameter(index, place), out double value);
            _vector[place] = isNumber ? value : double.NaN;
            if (!isNumber && template.IsAlwaysNumber(place))
                _found.Add(NoNumber(block, index, template, place));
        }

        if (_judges[number] is not { } judge)
            return;
        _vector[places] = TemplateParameters.Seconds(elapsed);
        judge.Add(_vector.AsSpan(0, places + 1));
        _events[number].Add(index);
    }

    private void JudgeNumbers(EventBlock block, int number)
    {
        if (_judges[number] is not { Count: > 0 } judge)
            return;
        _deviations.Clear();
        _isChanged = true;
        judge.Judge(_deviations);
        foreach (Deviation odd in _deviations)
            _found.Add(Verdict(block, _events[number][odd.Row], _model.Templates[number], odd));
        _events[number].Clear();
    }

    private EventVerdict Verdict(EventBlock block, int index, TemplateParameters template, in Deviation odd)
    {
        bool isTime = odd.Column == template.Places;
        ReadOnlySpan<byte> text = isTime ? "1 s"u8 : block.Parameter(index, odd.Column);
        string expected = NumberText.WriteLike(odd.Expected, text);
        string what = isTime ? "the time since the line before" : new PlaceName(_textOf, template, odd.Column).ToString();
        return new(
            index, AnomalyKind.ParameterValue, odd.Score, $"{what} is {NumberText.WriteLike(odd.Value, text)} where about {expected} was expected", expected);
    }

    private EventVerdict NoNumber(EventBlock block, int index, TemplateParameters template, int place)
    {
        string text = Encoding.UTF8.GetString(block.Parameter(index, place));
        string explanation = string.Create(
            CultureInfo.InvariantCulture, $"'{text}' at {new PlaceName(_textOf, template, place)} is no number, as all {template.Lines:N0} in training were");
        return new(index, AnomalyKind.ParameterValue, Math.Log(template.Lines + 2), explanation, "a number");
    }

    // An event has one verdict; of several the most surprising, and the first of those.
    private IEnumerable<EventVerdict> Strongest() => _found
        .OrderBy(verdict => verdict.Event).ThenByDescending(verdict => verdict.Score).DistinctBy(verdict => verdict.Event);
}
