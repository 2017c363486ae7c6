using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>What the count vectors of windows so far add to the gates of the quantitative branch's first layer.</summary>
/// <remarks>A count vector times the embedding and the input weights is the sum of its keys' products, so each step adds one row of a
/// table. Counts stand as they are: divided by the window's length, which the weights could make up for, HDFS sessions were learned worse in
/// the same epochs (validation loss .269, not .259).</remarks>
/// <param name="rows">Most windows.</param>
/// <param name="width">Padded columns of the gates.</param>
/// <param name="kernels">Adds.</param>
internal sealed class CountGates(int rows, int width, KernelSet kernels)
{
    private readonly AlignedBuffer _sums = new(rows * width);
    private readonly int[] _rows = [.. Enumerable.Range(0, rows)];

    /// <summary>(windows, gates).</summary>
    public ReadOnlySpan<float> Sums => _sums.Span;

    /// <summary>Each window's row of <see cref="Sums"/>: its own number.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>Starts windows: nothing is counted yet.</summary>
    /// <param name="bias">(gates): what is there without any key.</param>
    public void Start(ReadOnlySpan<float> bias)
    {
        foreach (int row in _rows)
            bias.CopyTo(_sums.Span[(row * width)..]);
    }

    /// <summary>Counts one key of each window.</summary>
    /// <param name="table">(any, gates).</param>
    /// <param name="tableRows">(windows): the keys' rows in it.</param>
    public void Add(ReadOnlySpan<float> table, ReadOnlySpan<int> tableRows)
    {
        for (int row = 0; row < tableRows.Length; row++)
            kernels.Add(_sums.Span.Slice(row * width, width), table.Slice(tableRows[row] * width, width));
    }
}
