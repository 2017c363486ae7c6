using ActorDetector.Learning.Rows;

namespace ActorDetector.Benchmarks.Counts;

/// <summary>Count vectors with a column for each event of the nodes learned from, and a last one for all other events.</summary>
internal sealed class CountVectors
{
    private readonly Dictionary<string, int> _columns = [];
    private readonly Func<float, float> _scale;
    private readonly float[] _terms;

    /// <summary>Columns from what may be known when learning.</summary>
    /// <param name="learned">The nodes learned from.</param>
    /// <param name="scale">What is made of a count.</param>
    /// <param name="weighted">Whether that is then multiplied by the column's inverse document frequency.</param>
    public CountVectors(IReadOnlyList<NodeCounts> learned, Func<float, float> scale, bool weighted)
    {
        _scale = scale;
        foreach ((string name, _) in learned.SelectMany(node => node.Events))
            _columns.TryAdd(name, _columns.Count);
        _terms = [.. Enumerable.Repeat(1f, _columns.Count + 1)];
        if (weighted)
            _terms = TermWeights.Of(Rows(learned));
    }

    /// <summary>The distinct vectors of nodes, as often as each is there.</summary>
    public WeightedRows Rows(IEnumerable<NodeCounts> nodes)
    {
        OrderedDictionary<string, (float[] Row, float Weight)> distinct = [];
        foreach (NodeCounts node in nodes)
        {
            float[] row = Row(node);
            string key = string.Join(' ', row);
            distinct[key] = (row, distinct.TryGetValue(key, out (float[] Row, float Weight) known) ? known.Weight + 1 : 1);
        }

        return new(_columns.Count + 1, [.. distinct.Values.SelectMany(one => one.Row)], [.. distinct.Values.Select(one => one.Weight)]);
    }

    private float[] Row(NodeCounts node)
    {
        float[] row = new float[_columns.Count + 1];
        foreach ((string name, int count) in node.Events)
            row[_columns.GetValueOrDefault(name, _columns.Count)] += count;
        for (int column = 0; column < row.Length; column++)
            row[column] = _scale(row[column]) * _terms[column];
        return row;
    }
}
