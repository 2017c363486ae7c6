using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <content>The way back through time (Werbos, "Backpropagation through time", 1990).</content>
internal sealed partial class LstmChunk
{
    private readonly AlignedBuffer _keyGatesGradient;
    private readonly AlignedBuffer _vectorsGradient;
    private readonly AlignedBuffer[] _inputGradients;
    private readonly AlignedBuffer[] _cellGradients;
    private readonly AlignedBuffer _topGradient;

    /// <summary>Adds the gradient of the last <see cref="Forward"/> to <paramref name="gradient"/>. The recurrent biases are left out:
    /// their
    /// gradient is that of the input biases.</summary>
    /// <param name="targets">(rows), as given to <see cref="Forward"/>.</param>
    /// <param name="weights">(rows), as given to <see cref="Forward"/>.</param>
    /// <param name="scale">What each weight is multiplied by: one over the batch's sum of weights.</param>
    /// <param name="gradient">Is added to.</param>
    public void Backward(ReadOnlySpan<ushort> targets, ReadOnlySpan<float> weights, double scale, LstmParameters gradient)
    {
        OutputGradient(targets, weights, scale, gradient);
        for (int layer = 0; layer < _layout.Shape.Layers; layer++)
        {
            _inputGradients[layer].Span.Clear();
            _cellGradients[layer].Span.Clear();
        }

        for (int time = _layout.Shape.Window - 1; time >= 0; time--)
        {
            for (int layer = _layout.Shape.Layers - 1; layer >= 0; layer--)
                StepBack(time, layer);
            _topGradient.Span.Clear();
        }

        for (int layer = 0; layer < _layout.Shape.Layers; layer++)
            LayerGradient(layer, gradient);
        VectorGradient(gradient);
    }

    private void OutputGradient(ReadOnlySpan<ushort> targets, ReadOnlySpan<float> weights, double scale, LstmParameters gradient)
    {
        (int units, int outputs, int keys) = (_layout.Units, _layout.Outputs, _layout.Shape.Keys);
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
        Panels ofTop = Panels.RowMajor(_topGradient.Span, units), ofWeights = Panels.Packed(gradient.Output, units);
        _kernels.Multiply(new(logits, outputs, 1), _transposed.OutputPanels, ofTop, _padded, units, outputs, accumulate: false);
        _kernels.Multiply(new(_top.Span, 1, units), ofLogits, ofWeights, units, outputs, _padded, accumulate: true);
        _kernels.AddRows(gradient.OutputBias, [], logits, outputs);
    }

    private void StepBack(int time, int layer)
    {
        (int units, int below, int width) = (_layout.Units, Below(layer), Width(layer));
        bool top = layer == _layout.Shape.Layers - 1;
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
                Above = top ? _topGradient.Span : _inputGradients[layer + 1].Span,
                AboveRow = top ? units : Width(layer + 1),
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

    private void LayerGradient(int layer, LstmParameters gradient)
    {
        (int units, int gates, int below, int width) = (_layout.Units, _layout.Gates, Below(layer), Width(layer));
        int cells = _layout.Shape.Window * _padded, rows = _layout.Rows(layer);
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

    // The first layer's input: gates are gathered by key first, then go on once for each distinct key.
    private void VectorGradient(LstmParameters gradient)
    {
        (int gates, int embedding, int cells) = (_layout.Gates, _layout.Embedding, _layout.Shape.Window * _padded);
        ReadOnlySpan<ushort> keys = _keys.Keys;
        int rows = RoundUp(keys.Length);
        Span<float> keyGates = _keyGatesGradient.Span[..(rows * gates)];
        keyGates.Clear();
        _kernels.AddRows(keyGates, _keys.Uses(0, cells), Gates(0, 0)[..(cells * gates)], gates);
        _kernels.AddRows(gradient.InputBias(0), [], keyGates, gates);
        _kernels.Multiply(
            new(_vectors.Span, 1, embedding),
            Panels.RowMajor(keyGates, gates),
            Panels.Packed(gradient.Layer(0), _layout.Rows(0)),
            embedding,
            gates,
            keys.Length,
            accumulate: true);
        _kernels.Multiply(
            new(keyGates, gates, 1),
            _transposed.InputPanels(0),
            Panels.RowMajor(_vectorsGradient.Span, embedding),
            rows,
            embedding,
            gates,
            accumulate: false);
        for (int i = 0; i < keys.Length; i++)
            _kernels.Add(gradient.Vector(keys[i]), _vectorsGradient.Span.Slice(i * embedding, embedding));
    }
}
