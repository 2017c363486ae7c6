using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Rows;

/// <summary>Draws rows as if each stood there as often as its weight says, none of them twice.</summary>
/// <remarks>Distinct places are drawn by Floyd's algorithm (Bentley and Floyd, "A sample of brilliance", CACM 1987), so that time and memory
/// are those of the sample.</remarks>
internal sealed class RowSampler
{
    // Beyond this a place is no exact double.
    private const double MostPlaces = 1L << 53;
    private readonly double[] _ends;
    private readonly double _width;

    /// <summary>A sampler of rows with at least one weight above 0.</summary>
    public RowSampler(WeightedRows rows)
    {
        _ends = new double[rows.Count];
        double end = 0;
        for (int row = 0; row < _ends.Length; row++)
            _ends[row] = end += rows.Weights[row];
        Places = (long)Math.Min(MostPlaces, Math.Ceiling(end));
        _width = end / Places;
    }

    /// <summary>How many draws there can be.</summary>
    public long Places { get; }

    /// <summary>Draws <paramref name="count"/> places, or all if there are fewer; the rows drawn in their order.</summary>
    public RowDraw[] Draw(int count, SeededGenerator generator)
    {
        HashSet<long> places = [];
        for (long last = Places - Math.Min(count, Places); last < Places; last++)
        {
            long place = (long)(generator.NextUniform() * (last + 1));
            if (!places.Add(place))
                places.Add(last);
        }

        SortedDictionary<int, int> times = [];
        foreach (long place in places.Order())
        {
            int row = RowAt((place + generator.NextUniform()) * _width);
            times[row] = times.GetValueOrDefault(row) + 1;
        }

        return [.. times.Select(drawn => new RowDraw(drawn.Key, drawn.Value))];
    }

    // The first row that ends behind the place: so a row without weight is never drawn.
    private int RowAt(double place)
    {
        int low = 0, high = _ends.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ends[middle] > place)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
