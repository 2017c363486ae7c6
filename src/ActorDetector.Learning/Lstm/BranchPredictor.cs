using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>Runs windows forward through one branch.</summary>
/// <remarks>What depends on one key alone is computed once for each key: the product of its vector with the first layer's input weights,
/// and the state of all layers after a window's first step, which starts from zero.</remarks>
internal sealed class BranchPredictor
{
    /// <summary>Most windows of a run.</summary>
    public const int Tile = 64;

    private readonly BranchWeights _weights;
    private readonly BranchLayout _layout;
    private readonly KernelSet _kernels;
    private readonly CountGates? _counts;
    private readonly AlignedBuffer _keyGates;
    private readonly AlignedBuffer[] _firstStates;
    private readonly AlignedBuffer[] _firstCells;
    private readonly AlignedBuffer[][] _inputs;
    private readonly AlignedBuffer[] _cells;
    private readonly AlignedBuffer _gates;
    private readonly int[] _keys = new int[Tile];

    public BranchPredictor(BranchWeights weights, KernelSet kernels)
    {
        (_weights, _layout, _kernels) = (weights, weights.Layout, kernels);
        int layers = _layout.Layers, units = _layout.Units, keys = KernelSet.RoundUp(_layout.Keys);
        _counts = _layout.Counts ? new(Tile, _layout.Gates, kernels) : null;
        _inputs = [.. Enumerable.Range(0, layers).Select(layer => new[] { Buffer(Width(layer)), Buffer(Width(layer)) })];
        _cells = [.. Enumerable.Range(0, layers).Select(_ => Buffer(units))];
        _gates = Buffer(_layout.Gates);
        _keyGates = new(keys * _layout.Gates);
        _firstStates = [.. Enumerable.Range(0, layers).Select(_ => new AlignedBuffer(keys * units))];
        _firstCells = [.. Enumerable.Range(0, layers).Select(_ => new AlignedBuffer(keys * units))];
        FillKeyGates(keys);
        FillFirstStates();
    }

    /// <summary>Runs windows.</summary>
    /// <param name="windows">(rows, window) keys of the vocabulary, oldest first.</param>
    /// <param name="rows">At most <see cref="Tile"/>.</param>
    /// <param name="tops">Receives the last layer's last state, rows <paramref name="topRow"/> apart.</param>
    /// <param name="topRow">Numbers from a row to the next.</param>
    public void Run(ReadOnlySpan<ushort> windows, int rows, Span<float> tops, int topRow)
    {
        int padded = KernelSet.RoundUp(rows);
        _keys.AsSpan().Clear();
        SetKeys(windows, rows, time: 0);
        _counts?.Start(_weights.Bias(0));
        _counts?.Add(_keyGates.Span, _keys.AsSpan(0, padded));
        TakeFirstStates(padded, tops, topRow);
        for (int time = 1; time < _layout.Window; time++)
        {
            SetKeys(windows, rows, time);
            _counts?.Add(_keyGates.Span, _keys.AsSpan(0, padded));
            Step(time, padded, recurrent: true, tops, topRow);
        }
    }

    private static AlignedBuffer Buffer(int width) => new(Tile * width);

    // The first layer's input comes from a table, so its rows hold its own state alone.
    private int Below(int layer) => layer == 0 ? 0 : _layout.Units;

    private int Width(int layer) => Below(layer) + _layout.Units;

    private void SetKeys(ReadOnlySpan<ushort> windows, int rows, int time)
    {
        for (int row = 0; row < rows; row++)
            _keys[row] = windows[(row * _layout.Window) + time];
    }

    private void TakeFirstStates(int rows, Span<float> tops, int topRow)
    {
        (int layers, int units) = (_layout.Layers, _layout.Units);
        for (int row = 0; row < rows; row++)
        {
            int key = _keys[row];
            for (int layer = 0; layer < layers; layer++)
            {
                ReadOnlySpan<float> state = _firstStates[layer].Span.Slice(key * units, units);
                state.CopyTo(_inputs[layer][1].Span[((row * Width(layer)) + Below(layer))..]);
                _firstCells[layer].Span.Slice(key * units, units).CopyTo(_cells[layer].Span[(row * units)..]);
                if (layer == layers - 1)
                    state.CopyTo(tops[(row * topRow)..]);
            }
        }
    }

    private void Step(int time, int rows, bool recurrent, Span<float> tops, int topRow)
    {
        (int units, int top) = (_layout.Units, _layout.Layers - 1);
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
                    Table = layer > 0 ? _weights.Bias(layer) : _counts is null ? _keyGates.Span : _counts.Sums,
                    TableRows = layer > 0 ? [] : _counts is null ? _keys : _counts.Rows,
                    CellBefore = _cells[layer].Span,
                    Cell = _cells[layer].Span,
                    Next = _inputs[layer][(time + 1) & 1].Span[below..],
                    NextRow = width,
                    Above = layer == top ? tops : _inputs[layer + 1][time & 1].Span,
                    AboveRow = layer == top ? topRow : Width(layer + 1),
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
        for (int key = 0; key < keys && _counts is null; key++)
            _kernels.Add(_keyGates.Span.Slice(key * _layout.Gates, _layout.Gates), _weights.Bias(0));
    }

    private void FillFirstStates()
    {
        int units = _layout.Units;
        AlignedBuffer tops = Buffer(units);
        for (int start = 0; start < _layout.Keys; start += Tile)
        {
            int keys = Math.Min(Tile, _layout.Keys - start);
            for (int i = 0; i < Tile; i++)
                _keys[i] = i < keys ? start + i : 0;
            foreach (AlignedBuffer cell in _cells)
                cell.Span.Clear();
            _counts?.Start(_weights.Bias(0));
            _counts?.Add(_keyGates.Span, _keys);
            Step(0, Tile, recurrent: false, tops.Span, units);
            for (int layer = 0; layer < _layout.Layers; layer++)
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
