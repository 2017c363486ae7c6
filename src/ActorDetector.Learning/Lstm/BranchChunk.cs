using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Lstm;

/// <summary>One pass of a chunk's windows forward through one branch, all kept that the way back needs.</summary>
internal sealed partial class BranchChunk
{
    private readonly BranchWeights _weights;
    private readonly TransposedBranch _transposed;
    private readonly BranchLayout _layout;
    private readonly KernelSet _kernels;
    private readonly double _dropout;
    private readonly ChunkInputs _chunkInputs;
    private readonly AlignedBuffer[] _inputs;
    private readonly AlignedBuffer[] _gates;
    private readonly AlignedBuffer[] _cells;
    private readonly AlignedBuffer[] _tanhCells;
    private readonly AlignedBuffer[] _masks;
    private int _padded;
    private bool _masked;

    public BranchChunk(BranchWeights weights, TransposedBranch transposed, ChunkKeys keys, KernelSet kernels, double dropout)
    {
        (_weights, _transposed, _layout, _kernels, _dropout) = (weights, transposed, weights.Layout, kernels, dropout);
        const int MaxRows = LstmChunk.MaxRows;
        int units = _layout.Units, cells = MaxRows * _layout.Window;
        _chunkInputs = new(weights, transposed, keys, kernels);
        _inputs = ForLayers(layer => (cells + MaxRows) * Width(layer));
        _gates = ForLayers(_ => cells * _layout.Gates);
        _cells = ForLayers(_ => (cells + MaxRows) * units);
        _tanhCells = ForLayers(_ => cells * units);
        _masks = ForLayers(layer => dropout > 0 && layer > 0 ? cells * units : 0);
        _inputGradients = ForLayers(layer => MaxRows * Width(layer));
        _cellGradients = ForLayers(_ => MaxRows * units);
        _noGradient = new(MaxRows * units);
    }

    /// <summary>Runs the chunk's windows through the branch.</summary>
    /// <param name="padded">Windows and padding.</param>
    /// <param name="tops">Receives the last layer's last state, rows <paramref name="topRow"/> apart.</param>
    /// <param name="topRow">Numbers from a row to the next.</param>
    /// <param name="noise">Draws dropout; null for none.</param>
    public void Forward(int padded, Span<float> tops, int topRow, SeededGenerator? noise)
    {
        int top = _layout.Layers - 1;
        _padded = padded;
        _masked = noise is not null && _dropout > 0;
        _chunkInputs.Start();
        foreach (AlignedBuffer cell in _cells)
            cell.Span[..(_padded * _layout.Units)].Clear();
        for (int time = 0; time < _layout.Window; time++)
        {
            _chunkInputs.Advance(time, _padded);
            for (int layer = 0; layer <= top; layer++)
            {
                Step(time, layer, tops, topRow);
                if (_masked && layer < top)
                    Drop(time, layer + 1, noise!);
            }
        }
    }

    private AlignedBuffer[] ForLayers(Func<int, int> length) =>
        [.. Enumerable.Range(0, _layout.Layers).Select(layer => new AlignedBuffer(length(layer)))];

    // A layer's input is what comes from below, then its own state. The first layer's from below comes from a table instead.
    private int Below(int layer) => layer == 0 ? 0 : _layout.Units;

    private int Width(int layer) => Below(layer) + _layout.Units;

    private Span<float> Inputs(int layer, int time) => _inputs[layer].Span[(time * _padded * Width(layer))..];

    private Span<float> States(AlignedBuffer[] buffers, int layer, int time) =>
        buffers[layer].Span.Slice(time * _padded * _layout.Units, _padded * _layout.Units);

    private Span<float> Gates(int layer, int time) => _gates[layer].Span[(time * _padded * _layout.Gates)..];

    private void Step(int time, int layer, Span<float> tops, int topRow)
    {
        (int units, int below, int width) = (_layout.Units, Below(layer), Width(layer));
        bool top = layer == _layout.Layers - 1;
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
                Table = layer == 0 ? _chunkInputs.Table : _weights.Bias(layer),
                TableRows = layer == 0 ? _chunkInputs.TableRows(time, _padded) : [],
                CellBefore = States(_cells, layer, time),
                Cell = States(_cells, layer, time + 1),
                TanhCell = States(_tanhCells, layer, time),
                Next = Inputs(layer, time + 1)[below..],
                NextRow = width,
                Above = top ? tops : Inputs(layer + 1, time),
                AboveRow = top ? topRow : Width(layer + 1),
            },
            _padded,
            units);
    }

    // Inverted dropout: what is kept is scaled up, so that nothing changes when the network is used.
    private void Drop(int time, int layer, SeededGenerator noise)
    {
        Span<float> inputs = Inputs(layer, time), masks = States(_masks, layer, time);
        float kept = (float)(1 / (1 - _dropout));
        for (int row = 0; row < _padded; row++)
        {
            Span<float> input = inputs.Slice(row * Width(layer), _layout.Units), mask = masks.Slice(row * _layout.Units, _layout.Units);
            for (int unit = 0; unit < _layout.Hidden; unit++)
            {
                mask[unit] = noise.NextUniform() < _dropout ? 0 : kept;
                input[unit] *= mask[unit];
            }
        }
    }
}
