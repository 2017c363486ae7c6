using ActorDetector.Learning.Randomness;
using ActorDetector.Learning.Rows;

namespace ActorDetector.Learning.Forests;

/// <summary>Grows one isolation tree from a sample of rows (Liu et al., algorithm 2).</summary>
/// <param name="rows">The rows that the sample was drawn from.</param>
/// <param name="generator">Chooses columns and split points.</param>
/// <param name="heightLimit">Depth at which a node is a leaf whatever it holds.</param>
internal sealed class TreeGrower(WeightedRows rows, SeededGenerator generator, int heightLimit)
{
    private readonly List<IsolationNode> _nodes = [];

    /// <summary>The nodes of a tree of the sample, the root first.</summary>
    public IReadOnlyList<IsolationNode> Grow(RowDraw[] sample)
    {
        _nodes.Clear();
        int[] columns = [.. Enumerable.Range(0, rows.Columns)];
        Grow(sample, columns, 0);
        return _nodes;
    }

    private void Grow(Span<RowDraw> sample, int[] columns, int depth)
    {
        long size = 0;
        foreach (RowDraw drawn in sample)
            size += drawn.Times;
        float length = (float)(depth + PathLength.Average(size));
        int[] varying = depth < heightLimit ? Varying(sample, columns) : [];
        if (varying.Length == 0)
        {
            _nodes.Add(new(-1, 0, 0, length));
            return;
        }

        int column = varying[(int)(generator.NextUniform() * varying.Length)];
        float split = SplitPoint(sample, column);
        int left = MoveLeft(sample, column, split), node = _nodes.Count;
        _nodes.Add(default);
        Grow(sample[..left], varying, depth + 1);
        _nodes[node] = new(column, split, _nodes.Count - node, length);
        Grow(sample[left..], varying, depth + 1);
    }

    // A column that is constant in a node is so in all below it.
    private int[] Varying(ReadOnlySpan<RowDraw> sample, int[] columns)
    {
        ReadOnlySpan<float> first = rows.Row(sample[0].Row);
        List<int> varying = [];
        foreach (int column in columns)
        {
            int other = 1;
            while (other < sample.Length && rows.Row(sample[other].Row)[column] == first[column])
                other++;
            if (other < sample.Length)
                varying.Add(column);
        }

        return [.. varying];
    }

    // Above the least and at most the largest, so that there are rows on both sides.
    private float SplitPoint(ReadOnlySpan<RowDraw> sample, int column)
    {
        float least = float.PositiveInfinity, largest = float.NegativeInfinity;
        foreach (RowDraw drawn in sample)
        {
            float value = rows.Row(drawn.Row)[column];
            least = MathF.Min(least, value);
            largest = MathF.Max(largest, value);
        }

        float split = (float)(least + (generator.NextUniform() * ((double)largest - least)));
        return split > least ? split : MathF.BitIncrement(least);
    }

    private int MoveLeft(Span<RowDraw> sample, int column, float split)
    {
        int left = 0;
        for (int i = 0; i < sample.Length; i++)
        {
            if (rows.Row(sample[i].Row)[column] >= split)
                continue;
            (sample[left], sample[i]) = (sample[i], sample[left]);
            left++;
        }

        return left;
    }
}
