using ActorDetector.Detection.Events;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Parameters;

/// <summary>What training saw of a template's lines with so many parameters.</summary>
internal sealed class TemplateHistory
{
    private readonly ParameterOptions _options;
    private readonly PlaceHistory[] _places;
    private readonly VectorSeries _vectors;
    private readonly double[] _vector;

    public TemplateHistory(ushort key, int places, ParameterOptions options)
    {
        _options = options;
        Key = key;
        _places = [.. Enumerable.Range(0, places).Select(_ => new PlaceHistory(options))];
        _vector = new double[places + 1];
        _vectors = new VectorSeries(_vector.Length, options.ParameterMaxEvents);
    }

    /// <summary>The template's log key.</summary>
    public ushort Key { get; }

    /// <summary>Lines seen.</summary>
    public long Lines { get; private set; }

    /// <summary>Takes in an event.</summary>
    public void Add(EventBlock block, int index, long elapsedTicks)
    {
        Lines++;
        for (int place = 0; place < _places.Length; place++)
            _vector[place] = _places[place].Add(block.Parameter(index, place), block.Entity(index));
        _vector[^1] = TemplateParameters.Seconds(elapsedTicks);
        _vectors.Add(_vector);
    }

    /// <summary>What was learned; null when there is too little to learn from.</summary>
    public TemplateParameters? Learn(ushort key, Action<EpochResult>? progress, CancellationToken cancellation)
    {
        if (Lines < _options.ParameterMinEvents)
            return null;
        WordMemory?[] words = [.. _places.Select(place => place.Words())];
        bool[] isNumber = [.. _places.Select(place => place.IsNumber), true];
        VectorModel? numbers = VectorModel.Train(Only(isNumber), _options, progress, cancellation);
        return numbers is null && Array.TrueForAll(words, memory => memory is null) ? null : new(key, Lines, numbers, words, [.. _places.Select(place => place.IsAlwaysNumber)]);
    }

    // Columns that are no numbers are left NaN, so that a column's place is its parameter's.
    private VectorSeries Only(bool[] isNumber)
    {
        double[][] columns = [.. isNumber.Select((number, column) => number ? _vectors.Column(column) : [])];
        VectorSeries only = new(_vectors.Width, Math.Max(1, _vectors.Count));
        for (int row = 0; row < _vectors.Count; row++)
        {
            for (int column = 0; column < columns.Length; column++)
                _vector[column] = isNumber[column] ? columns[column][row] : double.NaN;
            only.Add(_vector);
        }

        return only;
    }
}
