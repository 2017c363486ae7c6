using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>Predicts next keys. Holds packed weights and scratch; not for two threads at once.</summary>
/// <remarks>What depends on one key alone is computed once for each key: the product of its vector with the first layer's input weights,
/// and the state of all layers after a window's first step, which starts from zero.</remarks>
public sealed class LstmPredictor
{
    private const int Tile = 64;

    private readonly LstmWeights _weights;
    private readonly LstmLayout _layout;
    private readonly KernelSet _kernels;
    private readonly AlignedBuffer _keyGates;
    private readonly AlignedBuffer[] _firstStates;
    private readonly AlignedBuffer[] _firstCells;
    private readonly AlignedBuffer[][] _inputs;
    private readonly AlignedBuffer[] _cells;
    private readonly AlignedBuffer _gates;
    private readonly AlignedBuffer _top;
    private readonly AlignedBuffer _logits;
    private readonly int[] _keys = new int[Tile];

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
        int layers = _layout.Shape.Layers, units = _layout.Units;
        _inputs = [.. Enumerable.Range(0, layers).Select(layer => new[] { Buffer(Width(layer)), Buffer(Width(layer)) })];
        _cells = [.. Enumerable.Range(0, layers).Select(_ => Buffer(units))];
        (_gates, _top, _logits) = (Buffer(_layout.Gates), Buffer(units), Buffer(_layout.Outputs));
        int keys = (_layout.Shape.Keys + KernelSet.RowGroup - 1) / KernelSet.RowGroup * KernelSet.RowGroup;
        _keyGates = new(keys * _layout.Gates);
        _firstStates = [.. Enumerable.Range(0, layers).Select(_ => new AlignedBuffer(keys * units))];
        _firstCells = [.. Enumerable.Range(0, layers).Select(_ => new AlignedBuffer(keys * units))];
        FillKeyGates(keys);
        FillFirstStates();
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

    private static AlignedBuffer Buffer(int width) => new(Tile * width);

    // The first layer's input comes from a table, so its rows hold its own state alone.
    private int Below(int layer) => layer == 0 ? 0 : _layout.Units;

    private int Width(int layer) => Below(layer) + _layout.Units;

    private void PredictTile(ReadOnlySpan<ushort> windows, int rows)
    {
        (int window, int layers, int units) = (Shape.Window, Shape.Layers, _layout.Units);
        int padded = (rows + KernelSet.RowGroup - 1) / KernelSet.RowGroup * KernelSet.RowGroup;
        _keys.AsSpan().Clear();
        for (int row = 0; row < padded; row++)
        {
            int key = row < rows ? windows[row * window] : 0;
            for (int layer = 0; layer < layers; layer++)
            {
                ReadOnlySpan<float> state = _firstStates[layer].Span.Slice(key * units, units);
                state.CopyTo(_inputs[layer][1].Span[((row * Width(layer)) + Below(layer))..]);
                _firstCells[layer].Span.Slice(key * units, units).CopyTo(_cells[layer].Span[(row * units)..]);
                if (layer == layers - 1)
                    state.CopyTo(_top.Span[(row * units)..]);
            }
        }

        for (int time = 1; time < window; time++)
        {
            for (int row = 0; row < rows; row++)
                _keys[row] = windows[(row * window) + time];
            Step(time, padded, recurrent: true);
        }

        int outputs = _layout.Outputs;
        Panels logits = Panels.RowMajor(_logits.Span, outputs);
        _kernels.Multiply(new(_top.Span, units, 1), _weights.OutputPanels, logits, padded, outputs, units, accumulate: false);
        _kernels.LogSoftmax(_logits.Span[..(rows * outputs)], _weights.Parameters.OutputBias, outputs);
    }

    private void Step(int time, int rows, bool recurrent)
    {
        (int units, int top) = (_layout.Units, Shape.Layers - 1);
        for (int layer = 0; layer <= top; layer++)
        {
            (int below, int width) = (Below(layer), Width(layer));
            _kernels.Multiply(
                new(_inputs[layer][time & 1].Span, width, 1),
                layer == 0 ? _weights.RecurrentPanels(0) : _weights.InputPanels(layer),
                Panels.RowMajor(_gates.Span, _layout.Gates),
                rows,
                _layout.Gates,
                recurrent ? width : below,
                accumulate: false);
            _kernels.StepForward(
                new()
                {
                    Gates = _gates.Span,
                    Table = layer == 0 ? _keyGates.Span : _weights.Bias(layer),
                    TableRows = layer == 0 ? _keys : [],
                    CellBefore = _cells[layer].Span,
                    Cell = _cells[layer].Span,
                    Next = _inputs[layer][(time + 1) & 1].Span[below..],
                    NextRow = width,
                    Above = layer == top ? _top.Span : _inputs[layer + 1][time & 1].Span,
                    AboveRow = layer == top ? units : Width(layer + 1),
                },
                rows,
                units);
        }
    }

    private void FillKeyGates(int keys)
    {
        AlignedBuffer vectors = new(keys * _layout.Embedding);
        _weights.Parameters.Embedding.CopyTo(vectors.Span);
        _kernels.Multiply(
            new(vectors.Span, _layout.Embedding, 1),
            _weights.InputPanels(0),
            Panels.RowMajor(_keyGates.Span, _layout.Gates),
            keys,
            _layout.Gates,
            _layout.Embedding,
            accumulate: false);
        for (int key = 0; key < keys; key++)
            _kernels.Add(_keyGates.Span.Slice(key * _layout.Gates, _layout.Gates), _weights.Bias(0));
    }

    private void FillFirstStates()
    {
        int units = _layout.Units;
        for (int start = 0; start < Shape.Keys; start += Tile)
        {
            int keys = Math.Min(Tile, Shape.Keys - start);
            for (int i = 0; i < Tile; i++)
                _keys[i] = i < keys ? start + i : 0;
            foreach (AlignedBuffer cell in _cells)
                cell.Span.Clear();
            Step(0, Tile, recurrent: false);
            for (int layer = 0; layer < Shape.Layers; layer++)
            {
                for (int i = 0; i < keys; i++)
                {
                    int target = (start + i) * units;
                    _inputs[layer][1].Span.Slice((i * Width(layer)) + Below(layer), units).CopyTo(_firstStates[layer].Span[target..]);
                    _cells[layer].Span.Slice(i * units, units).CopyTo(_firstCells[layer].Span[target..]);
                }
            }
        }
    }
}
