using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Layers;

/// <summary>The places of a batch of sequences of different lengths, step by step, without the steps that a sequence does not have.</summary>
/// <remarks>As PyTorch's PackedSequence: sequences are ordered from the longest to the shortest, so that those which have a step stand first,
/// at the same rows in every step. A step's rows are rounded up to what the products need. A place is called a cell.</remarks>
internal sealed class SequencePacking
{
    private long[] _order = [];
    private int[] _ranks = [];
    private int[] _starts = [];

    /// <summary>Steps of the longest sequence.</summary>
    public int Steps { get; private set; }

    /// <summary>Cells of all steps.</summary>
    public int Cells => _starts[Steps];

    /// <summary>First cell of a step.</summary>
    public int Start(int step) => _starts[step];

    /// <summary>Rows of a step, with those that only round up.</summary>
    public int Rows(int step) => _starts[step + 1] - _starts[step];

    /// <summary>The cell of a sequence's step.</summary>
    public int Cell(int sequence, int step) => _starts[step] + _ranks[sequence];

    /// <summary>A multiple of the rows that products come in.</summary>
    public static int RoundUp(int rows) => (rows + KernelSet.RowGroup - 1) / KernelSet.RowGroup * KernelSet.RowGroup;

    /// <summary>Takes in a batch.</summary>
    /// <param name="lengths">Steps of each sequence, at least one.</param>
    public void Pack(ReadOnlySpan<int> lengths)
    {
        if (_order.Length < lengths.Length)
            (_order, _ranks) = (new long[lengths.Length], new int[lengths.Length]);
        Span<long> order = _order.AsSpan(0, lengths.Length);
        for (int i = 0; i < lengths.Length; i++)
            order[i] = ((long)(int.MaxValue - lengths[i]) << 32) | (uint)i;
        order.Sort();
        for (int rank = 0; rank < order.Length; rank++)
            _ranks[(int)(uint)order[rank]] = rank;

        Steps = lengths[(int)(uint)order[0]];
        if (_starts.Length <= Steps)
            _starts = new int[Math.Max(Steps + 1, 2 * _starts.Length)];
        int active = lengths.Length;
        for (int step = 0; step < Steps; step++)
        {
            while (lengths[(int)(uint)order[active - 1]] <= step)
                active--;
            _starts[step + 1] = checked(_starts[step] + RoundUp(active));
        }
    }
}
