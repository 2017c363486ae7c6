using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Lstm;

/// <summary>One pass of a few windows forward through the network, all kept that the way back needs. Not for two threads at once.</summary>
internal sealed class LstmChunk
{
    /// <summary>Most windows of a chunk. Batches are cut by it, whatever the number of threads, so that sums have one order.</summary>
    public const int MaxRows = 64;

    private readonly LstmWeights _weights;
    private readonly TransposedWeights _transposed;
    private readonly LstmLayout _layout;
    private readonly KernelSet _kernels;
    private readonly TrainingOptions _options;
    private readonly ChunkKeys _keys;
    private readonly BranchChunk[] _branches;
    private readonly AlignedBuffer _tops;
    private readonly AlignedBuffer _topsGradient;
    private readonly AlignedBuffer _logits;
    private int _padded;

    public LstmChunk(LstmWeights weights, TransposedWeights transposed, KernelSet kernels, TrainingOptions options)
    {
        (_weights, _transposed, _layout, _kernels, _options) = (weights, transposed, weights.Layout, kernels, options);
        _keys = new(_layout.Shape.Keys, MaxRows * _layout.Shape.Window);
        _branches =
        [
            .. weights.Branches.Zip(
                transposed.Branches, (branch, turned) => new BranchChunk(branch, turned, _keys, kernels, options.Dropout)),
        ];
        (_tops, _topsGradient, _logits) = (new(MaxRows * _layout.Tops), new(MaxRows * _layout.Tops), new(MaxRows * _layout.Outputs));
    }

    /// <summary>Runs windows through the network, and returns the sum of their surprise in nats, each times its weight.</summary>
    /// <param name="windows">(rows, window).</param>
    /// <param name="targets">(rows).</param>
    /// <param name="weights">(rows).</param>
    /// <param name="noise">Draws dropout and UNSEEN keys; null for none of either.</param>
    public double Forward(ReadOnlySpan<ushort> windows, ReadOnlySpan<ushort> targets, ReadOnlySpan<float> weights, SeededGenerator? noise)
    {
        int rows = targets.Length;
        _padded = KernelSet.RoundUp(rows);
        _keys.Read(windows, _layout.Shape.Window, rows, _padded, _options.UnseenShare, noise);
        for (int branch = 0; branch < _branches.Length; branch++)
            _branches[branch].Forward(_padded, _tops.Span[(branch * _layout.Units)..], _layout.Tops, noise);
        _kernels.Multiply(
            new(_tops.Span, _layout.Tops, 1),
            _weights.OutputPanels,
            Panels.RowMajor(_logits.Span, _layout.Outputs),
            _padded,
            _layout.Outputs,
            _layout.Tops,
            accumulate: false);
        _kernels.LogSoftmax(_logits.Span[..(_padded * _layout.Outputs)], _weights.Parameters.OutputBias, _layout.Outputs);
        double loss = 0;
        for (int row = 0; row < rows; row++)
            loss -= (double)weights[row] * _logits.Span[(row * _layout.Outputs) + targets[row]];
        return loss;
    }

    /// <summary>Adds the gradient of the last <see cref="Forward"/> to <paramref name="gradient"/>. The recurrent biases are left out:
    /// their gradient is that of the input biases.</summary>
    /// <param name="targets">(rows), as given to <see cref="Forward"/>.</param>
    /// <param name="weights">(rows), as given to <see cref="Forward"/>.</param>
    /// <param name="scale">What each weight is multiplied by: one over the batch's sum of weights.</param>
    /// <param name="gradient">Is added to.</param>
    public void Backward(ReadOnlySpan<ushort> targets, ReadOnlySpan<float> weights, double scale, LstmParameters gradient)
    {
        OutputGradient(targets, weights, scale, gradient);
        for (int branch = 0; branch < _branches.Length; branch++)
            _branches[branch].Backward(_topsGradient.Span[(branch * _layout.Units)..], _layout.Tops, gradient.Branches[branch]);
    }

    private void OutputGradient(ReadOnlySpan<ushort> targets, ReadOnlySpan<float> weights, double scale, LstmParameters gradient)
    {
        (int tops, int outputs, int keys) = (_layout.Tops, _layout.Outputs, _layout.Shape.Keys);
        Span<float> logits = _logits.Span[..(_padded * outputs)];
        for (int row = 0; row < targets.Length; row++)
        {
            float weight = (float)(weights[row] * scale);
            Span<float> ofRow = logits.Slice(row * outputs, outputs);
            _kernels.ScaledExp(ofRow, weight);
            ofRow[targets[row]] -= weight;
            ofRow[keys..].Clear();
        }

        logits[(targets.Length * outputs)..].Clear();
        Panels ofLogits = Panels.RowMajor(logits, outputs);
        Panels ofTops = Panels.RowMajor(_topsGradient.Span, tops), ofWeights = Panels.Packed(gradient.Output, tops);
        _kernels.Multiply(new(logits, outputs, 1), _transposed.OutputPanels, ofTops, _padded, tops, outputs, accumulate: false);
        _kernels.Multiply(new(_tops.Span, 1, tops), ofLogits, ofWeights, tops, outputs, _padded, accumulate: true);
        _kernels.AddRows(gradient.OutputBias, [], logits, outputs);
    }
}
