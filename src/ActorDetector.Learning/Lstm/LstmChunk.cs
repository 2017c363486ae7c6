using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Lstm;

/// <summary>One pass of a few windows forward through the network, all kept that the way back needs. Not for two threads at once.</summary>
internal sealed partial class LstmChunk
{
    /// <summary>Most windows of a chunk. Batches are cut by it, whatever the number of threads, so that sums have one order.</summary>
    public const int MaxRows = 64;

    private readonly LstmWeights _weights;
    private readonly TransposedWeights _transposed;
    private readonly LstmLayout _layout;
    private readonly KernelSet _kernels;
    private readonly TrainingOptions _options;
    private readonly ChunkKeys _keys;
    private readonly AlignedBuffer _vectors;
    private readonly AlignedBuffer _keyGates;
    private readonly AlignedBuffer[] _inputs;
    private readonly AlignedBuffer[] _gates;
    private readonly AlignedBuffer[] _cells;
    private readonly AlignedBuffer[] _tanhCells;
    private readonly AlignedBuffer[] _masks;
    private readonly AlignedBuffer _top;
    private readonly AlignedBuffer _logits;
    private int _padded;
    private bool _masked;

    public LstmChunk(LstmWeights weights, TransposedWeights transposed, KernelSet kernels, TrainingOptions options)
    {
        (_weights, _transposed, _layout, _kernels, _options) = (weights, transposed, weights.Layout, kernels, options);
        LstmShape shape = _layout.Shape;
        int units = _layout.Units, cells = MaxRows * shape.Window;
        _keys = new(shape.Keys, cells);
        _vectors = new(cells * _layout.Embedding);
        _keyGates = new(cells * _layout.Gates);
        _inputs = ForLayers(layer => (cells + MaxRows) * Width(layer));
        _gates = ForLayers(_ => cells * _layout.Gates);
        _cells = ForLayers(_ => (cells + MaxRows) * units);
        _tanhCells = ForLayers(_ => cells * units);
        _masks = ForLayers(layer => options.Dropout > 0 && layer > 0 ? cells * units : 0);
        (_top, _logits) = (new(MaxRows * units), new(MaxRows * _layout.Outputs));
        _keyGatesGradient = new(cells * _layout.Gates);
        _vectorsGradient = new(cells * _layout.Embedding);
        _inputGradients = ForLayers(layer => MaxRows * Width(layer));
        _cellGradients = ForLayers(_ => MaxRows * units);
        _topGradient = new(MaxRows * units);
    }

    /// <summary>Runs windows through the network, and returns the sum of their surprise in nats, each times its weight.</summary>
    /// <param name="windows">(rows, window).</param>
    /// <param name="targets">(rows).</param>
    /// <param name="weights">(rows).</param>
    /// <param name="noise">Draws dropout and UNSEEN keys; null for none of either.</param>
    public double Forward(ReadOnlySpan<ushort> windows, ReadOnlySpan<ushort> targets, ReadOnlySpan<float> weights, SeededGenerator? noise)
    {
        int rows = targets.Length, top = _layout.Shape.Layers - 1;
        _padded = RoundUp(rows);
        _masked = noise is not null && _options.Dropout > 0;
        _keys.Read(windows, _layout.Shape.Window, rows, _padded, _options.UnseenShare, noise);
        FillKeyGates();
        foreach (AlignedBuffer cell in _cells)
            cell.Span[..(_padded * _layout.Units)].Clear();
        for (int time = 0; time < _layout.Shape.Window; time++)
        {
            for (int layer = 0; layer <= top; layer++)
            {
                Step(time, layer);
                if (_masked && layer < top)
                    Drop(time, layer + 1, noise!);
            }
        }

        _kernels.Multiply(
            new(_top.Span, _layout.Units, 1),
            _weights.OutputPanels,
            Panels.RowMajor(_logits.Span, _layout.Outputs),
            _padded,
            _layout.Outputs,
            _layout.Units,
            accumulate: false);
        _kernels.LogSoftmax(_logits.Span[..(_padded * _layout.Outputs)], _weights.Parameters.OutputBias, _layout.Outputs);
        double loss = 0;
        for (int row = 0; row < rows; row++)
            loss -= (double)weights[row] * _logits.Span[(row * _layout.Outputs) + targets[row]];
        return loss;
    }

    private static int RoundUp(int rows) => (rows + KernelSet.RowGroup - 1) / KernelSet.RowGroup * KernelSet.RowGroup;

    private AlignedBuffer[] ForLayers(Func<int, int> length) =>
        [.. Enumerable.Range(0, _layout.Shape.Layers).Select(layer => new AlignedBuffer(length(layer)))];

    // A layer's input is what comes from below, then its own state. The first layer's from below comes from a table instead.
    private int Below(int layer) => layer == 0 ? 0 : _layout.Units;

    private int Width(int layer) => Below(layer) + _layout.Units;

    private Span<float> Inputs(int layer, int time) => _inputs[layer].Span[(time * _padded * Width(layer))..];

    private Span<float> States(AlignedBuffer[] buffers, int layer, int time) =>
        buffers[layer].Span.Slice(time * _padded * _layout.Units, _padded * _layout.Units);

    private Span<float> Gates(int layer, int time) => _gates[layer].Span[(time * _padded * _layout.Gates)..];

    private void FillKeyGates()
    {
        ReadOnlySpan<ushort> keys = _keys.Keys;
        for (int i = 0; i < keys.Length; i++)
            _weights.Parameters.Vector(keys[i]).CopyTo(_vectors.Span[(i * _layout.Embedding)..]);
        _kernels.Multiply(
            new(_vectors.Span, _layout.Embedding, 1),
            _weights.InputPanels(0),
            Panels.RowMajor(_keyGates.Span, _layout.Gates),
            RoundUp(keys.Length),
            _layout.Gates,
            _layout.Embedding,
            accumulate: false);
        for (int i = 0; i < keys.Length; i++)
            _kernels.Add(_keyGates.Span.Slice(i * _layout.Gates, _layout.Gates), _weights.Bias(0));
    }

    private void Step(int time, int layer)
    {
        (int units, int below, int width) = (_layout.Units, Below(layer), Width(layer));
        bool top = layer == _layout.Shape.Layers - 1;
        _kernels.Multiply(
            new(Inputs(layer, time), width, 1),
            layer == 0 ? _weights.RecurrentPanels(0) : _weights.InputPanels(layer),
            Panels.RowMajor(Gates(layer, time), _layout.Gates),
            _padded,
            _layout.Gates,
            time == 0 ? below : width,
            accumulate: false);
        _kernels.StepForward(
            new()
            {
                Gates = Gates(layer, time),
                Table = layer == 0 ? _keyGates.Span : _weights.Bias(layer),
                TableRows = layer == 0 ? _keys.Uses(time, _padded) : [],
                CellBefore = States(_cells, layer, time),
                Cell = States(_cells, layer, time + 1),
                TanhCell = States(_tanhCells, layer, time),
                Next = Inputs(layer, time + 1)[below..],
                NextRow = width,
                Above = top ? _top.Span : Inputs(layer + 1, time),
                AboveRow = top ? units : Width(layer + 1),
            },
            _padded,
            units);
    }

    // Inverted dropout: what is kept is scaled up, so that nothing changes when the network is used.
    private void Drop(int time, int layer, SeededGenerator noise)
    {
        Span<float> inputs = Inputs(layer, time), masks = States(_masks, layer, time);
        float kept = (float)(1 / (1 - _options.Dropout));
        for (int row = 0; row < _padded; row++)
        {
            Span<float> input = inputs.Slice(row * Width(layer), _layout.Units), mask = masks.Slice(row * _layout.Units, _layout.Units);
            for (int unit = 0; unit < _layout.Shape.Hidden; unit++)
            {
                mask[unit] = noise.NextUniform() < _options.Dropout ? 0 : kept;
                input[unit] *= mask[unit];
            }
        }
    }
}
