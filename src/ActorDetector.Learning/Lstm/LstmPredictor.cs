using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>Predicts next keys. Holds packed weights and scratch; not for two threads at once.</summary>
public sealed class LstmPredictor
{
    private const int Tile = BranchPredictor.Tile;

    private readonly LstmWeights _weights;
    private readonly LstmLayout _layout;
    private readonly KernelSet _kernels;
    private readonly BranchPredictor[] _branches;
    private readonly AlignedBuffer _tops;
    private readonly AlignedBuffer _logits;

    /// <summary>A predictor with its own packed copy of the weights, on the widest vectors that the processor has.</summary>
    public LstmPredictor(LstmNetwork network)
        : this(network, KernelPath.Widest)
    {
    }

    /// <summary>A predictor on vectors of the width given. All widths give the same numbers.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor has no such vectors.</exception>
    public LstmPredictor(LstmNetwork network, KernelPath path)
    {
        _kernels = path.Require();
        _weights = new(LstmParameters.From(network));
        _layout = _weights.Layout;
        _branches = [.. _weights.Branches.Select(branch => new BranchPredictor(branch, _kernels))];
        (_tops, _logits) = (new(Tile * _layout.Tops), new(Tile * _layout.Outputs));
    }

    /// <summary>The sizes of the network.</summary>
    public LstmShape Shape => _layout.Shape;

    /// <summary>Writes the natural logarithms of the next key's probabilities. A window's result does not hang on the batch that it is
    /// in.</summary>
    /// <param name="windows">(batch, window) keys, oldest first.</param>
    /// <param name="logProbabilities">(batch, keys).</param>
    /// <exception cref="ArgumentException">The spans do not hold whole windows and as many results, or a key is not in the
    /// vocabulary.</exception>
    public void Predict(ReadOnlySpan<ushort> windows, Span<float> logProbabilities)
    {
        (int window, int keys) = (Shape.Window, Shape.Keys);
        int batch = windows.Length / window;
        if (batch * window != windows.Length || logProbabilities.Length != batch * keys)
            throw new ArgumentException(
                $"{windows.Length} keys and {logProbabilities.Length} results are not windows of {window} and {keys} results each.");
        foreach (ushort key in windows)
        {
            if (key >= keys)
                throw new ArgumentException($"Key {key} is not in the vocabulary of {keys}.");
        }

        for (int start = 0; start < batch; start += Tile)
        {
            int rows = Math.Min(Tile, batch - start);
            PredictTile(windows.Slice(start * window, rows * window), rows);
            for (int row = 0; row < rows; row++)
                _logits.Span.Slice(row * _layout.Outputs, keys).CopyTo(logProbabilities[((start + row) * keys)..]);
        }
    }

    private void PredictTile(ReadOnlySpan<ushort> windows, int rows)
    {
        (int tops, int outputs) = (_layout.Tops, _layout.Outputs);
        for (int branch = 0; branch < _branches.Length; branch++)
            _branches[branch].Run(windows, rows, _tops.Span[(branch * _layout.Units)..], tops);
        Panels logits = Panels.RowMajor(_logits.Span, outputs);
        _kernels.Multiply(
            new(_tops.Span, tops, 1), _weights.OutputPanels, logits, KernelSet.RoundUp(rows), outputs, tops, accumulate: false);
        _kernels.LogSoftmax(_logits.Span[..(rows * outputs)], _weights.Parameters.OutputBias, outputs);
    }
}
