using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <content>The way back through time (Werbos, "Backpropagation through time", 1990).</content>
internal sealed partial class BranchChunk
{
    private readonly AlignedBuffer[] _inputGradients;
    private readonly AlignedBuffer[] _cellGradients;
    private readonly AlignedBuffer _noGradient;

    /// <summary>Adds the gradient of the last <see cref="Forward"/> to <paramref name="gradient"/>. The recurrent biases are left out:
    /// their gradient is that of the input biases.</summary>
    /// <param name="tops">Gradient of the last layer's last state, rows <paramref name="topRow"/> apart.</param>
    /// <param name="topRow">Numbers from a row to the next.</param>
    /// <param name="gradient">Is added to.</param>
    public void Backward(ReadOnlySpan<float> tops, int topRow, BranchParameters gradient)
    {
        for (int layer = 0; layer < _layout.Layers; layer++)
        {
            _inputGradients[layer].Span.Clear();
            _cellGradients[layer].Span.Clear();
        }

        // Only the last step's state goes on to the output.
        int last = _layout.Window - 1;
        for (int time = last; time >= 0; time--)
        {
            for (int layer = _layout.Layers - 1; layer >= 0; layer--)
                StepBack(time, layer, time == last ? tops : _noGradient.Span, time == last ? topRow : _layout.Units);
        }

        for (int layer = 0; layer < _layout.Layers; layer++)
            LayerGradient(layer, gradient);
        _chunkInputs.Backward(Gates(0, 0)[..(_layout.Window * _padded * _layout.Gates)], _padded, gradient);
    }

    private void StepBack(int time, int layer, ReadOnlySpan<float> tops, int topRow)
    {
        (int units, int below, int width) = (_layout.Units, Below(layer), Width(layer));
        bool top = layer == _layout.Layers - 1;
        Span<float> gates = Gates(layer, time), inputs = _inputGradients[layer].Span;
        _kernels.StepBackward(
            new()
            {
                Gates = gates,
                CellBefore = States(_cells, layer, time),
                TanhCell = States(_tanhCells, layer, time),
                Cell = _cellGradients[layer].Span,
                Next = inputs[below..],
                NextRow = width,
                Above = top ? tops : _inputGradients[layer + 1].Span,
                AboveRow = top ? topRow : Width(layer + 1),
            },
            _padded,
            units);

        // At a window's start there is no step before to go back to.
        int columns = time == 0 ? below : width;
        _kernels.Multiply(
            new(gates, _layout.Gates, 1),
            layer == 0 ? _transposed.RecurrentPanels(0) : _transposed.InputPanels(layer),
            Panels.RowMajor(inputs, width),
            _padded,
            columns,
            _layout.Gates,
            accumulate: false);
        if (_masked && layer > 0)
            Mask(inputs, States(_masks, layer, time), width);
    }

    private void Mask(Span<float> inputs, ReadOnlySpan<float> masks, int width)
    {
        for (int row = 0; row < _padded; row++)
        {
            for (int unit = 0; unit < _layout.Units; unit++)
                inputs[(row * width) + unit] *= masks[(row * _layout.Units) + unit];
        }
    }

    private void LayerGradient(int layer, BranchParameters gradient)
    {
        (int units, int gates, int below, int width) = (_layout.Units, _layout.Gates, Below(layer), Width(layer));
        int cells = _layout.Window * _padded, rows = _layout.Rows(layer);
        Span<float> weights = gradient.Layer(layer);
        if (layer > 0)
        {
            _kernels.Multiply(
                new(Inputs(layer, 0), 1, width),
                Panels.RowMajor(Gates(layer, 0), gates),
                Panels.Packed(weights, rows),
                units,
                gates,
                cells,
                accumulate: true);
            _kernels.AddRows(gradient.InputBias(layer), [], Gates(layer, 0)[..(cells * gates)], gates);
        }

        if (cells > _padded)
        {
            _kernels.Multiply(
                new(Inputs(layer, 1)[below..], 1, width),
                Panels.RowMajor(Gates(layer, 1), gates),
                new(weights[(_layout.Inputs(layer) * Panels.Width)..], rows * Panels.Width, Panels.Width),
                units,
                gates,
                cells - _padded,
                accumulate: true);
        }
    }
}
