using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Randomness;
using ActorDetector.Learning.Rows;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Forests;

/// <summary>An isolation forest: trees of random splits, in which what is rare and different is soon alone.</summary>
/// <remarks>Liu, Ting and Zhou, "Isolation forest", ICDM 2008. Unlike there, equal rows are one row with a weight: a sample is drawn as if they
/// stood there one by one. A column that is constant in a sample is never split by, so a forest does not see what training never
/// varied.</remarks>
public sealed class IsolationForest : IRowModel
{
    private readonly IsolationNode[] _nodes;
    private readonly int[] _roots;
    private readonly int _sample;

    internal IsolationForest(int columns, int sample, IsolationNode[] nodes, int[] roots, float threshold)
    {
        Columns = columns;
        _sample = sample;
        _nodes = nodes;
        _roots = roots;
        Threshold = threshold;
    }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <inheritdoc/>
    public float Threshold { get; }

    /// <summary>Grows a forest.</summary>
    /// <param name="rows">Rows of what is normal, or nearly all normal.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Seed of samples, columns and split points: the same seed gives the same forest.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentException">There is no row to learn from, or a number is not finite.</exception>
    /// <exception cref="ValidationException">An option is out of range.</exception>
    public static IsolationForest Train(WeightedRows rows, ForestOptions options, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        rows.Check(nameof(rows));
        options.Check();
        RowSampler sampler = new(rows);
        int sample = (int)Math.Min(options.ForestSample, sampler.Places);
        int heightLimit = (int)Math.Ceiling(Math.Log2(sample));
        List<IsolationNode> nodes = [];
        int[] roots = new int[options.ForestTrees];
        for (int tree = 0; tree < roots.Length; tree++)
        {
            cancellation.ThrowIfCancellationRequested();
            SeededGenerator generator = SeededGenerator.For(seed, 0, (ulong)tree);
            roots[tree] = nodes.Count;
            nodes.AddRange(new TreeGrower(rows, generator, heightLimit).Grow(sampler.Draw(sample, generator)));
        }

        IsolationForest forest = new(rows.Columns, sample, [.. nodes], roots, 0);
        float[] scores = [.. Enumerable.Range(0, rows.Count).Select(row => forest.Score(rows.Row(row)))];
        float threshold = WeightedQuantile.Of(scores, rows.Weights, options.ForestContamination);
        return new(rows.Columns, sample, forest._nodes, roots, threshold);
    }

    /// <summary>A forest from what <see cref="ToTensors"/> gave.</summary>
    /// <exception cref="FormatException">A tensor is missing, or holds what cannot be; the message names it.</exception>
    public static IsolationForest From(IReadOnlyDictionary<string, Tensor> tensors) => ForestState.Read(tensors);

    /// <summary>2^(−E[h] / c(n)) of the row's path lengths h (equation 2): near 1 for an anomaly, 0.5 or less for what is normal. 0.5 for every
    /// row when a sample is a single row.</summary>
    /// <inheritdoc/>
    public float Score(ReadOnlySpan<float> row)
    {
        WeightedRows.CheckRow(row, Columns);
        double average = PathLength.Average(_sample), sum = 0;
        foreach (int root in _roots)
        {
            int node = root;
            while (!_nodes[node].IsLeaf)
                node += _nodes[node].Next(row);
            sum += _nodes[node].Length;
        }

        return average == 0 ? 0.5f : (float)Math.Pow(2, -sum / _roots.Length / average);
    }

    /// <summary>By how many steps a column's splits shorten the row's path, on average over the trees: all of them add up to
    /// c(n) − E[h], so that the highest isolates the row most.</summary>
    /// <inheritdoc/>
    public float[] Contributions(ReadOnlySpan<float> row)
    {
        WeightedRows.CheckRow(row, Columns);
        double[] saved = new double[Columns];
        foreach (int root in _roots)
        {
            int node = root;
            while (!_nodes[node].IsLeaf)
            {
                int next = node + _nodes[node].Next(row);
                saved[_nodes[node].Column] += (double)_nodes[node].Length - _nodes[next].Length;
                node = next;
            }
        }

        return Array.ConvertAll(saved, steps => (float)(steps / _roots.Length));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> ToTensors() => ForestState.Write(Columns, _sample, _nodes, _roots, Threshold);
}
