namespace ActorDetector.Detection.Parameters;

/// <summary>What training saw at one place of a template's lines.</summary>
internal sealed class PlaceHistory(ParameterOptions options)
{
    // Numbers of fewer kinds are codes, as a status is, and their means would mean nothing.
    private const int MostCodes = 8;

    private const double NumberShare = 0.99;
    private const int PairsPerValue = 10;

    private readonly TextMemory _values = new(options.ParameterMaxValues);
    private readonly TextMemory _entities = new(options.ParameterMaxValues);
    private readonly TextMemory _pairs = new(options.ParameterMaxValues * PairsPerValue);
    private readonly byte[] _pair = new byte[EntityMemory.MostPairBytes];
    private long _numbers;

    /// <summary>Takes in a value.</summary>
    /// <returns>The value as a number; NaN when it is none.</returns>
    public double Add(ReadOnlySpan<byte> value, ReadOnlySpan<byte> entity)
    {
        bool isNumber = NumberText.TryRead(value, out double number);
        _numbers += isNumber ? 1 : 0;
        _values.Add(value);
        if (!_values.IsOver && !_entities.IsOver && !_pairs.IsOver)
        {
            SeenText seen = _entities.Add(entity);
            _pairs.Add(EntityMemory.Pair(seen.Number, value, _pair));
        }

        return isNumber ? number : double.NaN;
    }

    /// <summary>Whether the place holds measures.</summary>
    public bool IsNumber => _numbers >= NumberShare * _values.Total && (_values.IsOver || _values.Count > MostCodes);

    /// <summary>Whether the place holds measures, and never held anything else.</summary>
    public bool IsAlwaysNumber => IsNumber && _numbers == _values.Total;

    /// <summary>What words belong at the place; null when it holds measures, or new words come all the time.</summary>
    public WordMemory? Words()
    {
        if (IsNumber || _values.IsOver || IsTooNew(_values.NewInLastQuarter, _values.Total))
            return null;
        bool perEntity = !_entities.IsOver && !_pairs.IsOver && !IsTooNew(NewPairs(), _pairs.Total);
        double newShare = (_values.NewInLastQuarter + 1.0) / (Quarter(_values.Total) + 1);
        return new(_values, perEntity ? new EntityMemory(_entities, _pairs) : null, options.ParameterMinSeen, newShare);
    }

    // Of entities that had been there before: what a new one does is always new.
    private int NewPairs()
    {
        SeenText[] entities = _entities.ByNumber();
        return _pairs.IsNewest(_pairs.Total).Count(pair => entities[EntityMemory.EntityOf(pair.Key)].First < _pairs.Total * 3 / 4);
    }

    private bool IsTooNew(int texts, long total) => texts > options.ParameterNewShare * Quarter(total);

    private static long Quarter(long total) => total - (total * 3 / 4);
}
