using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>Where the weights of one branch stand: its embedding, row by row, then its layers.</summary>
/// <remarks>A layer's weights are one matrix (input and recurrent units, gates), packed in panels; the gates stand in blocks of 16
/// units.</remarks>
internal sealed class BranchLayout
{
    private readonly LstmShape _shape;
    private readonly int _start;
    private readonly int[] _layers;

    /// <summary>A branch whose weights begin at <paramref name="start"/>.</summary>
    public BranchLayout(LstmShape shape, bool counts, int start)
    {
        (_shape, Counts, _start) = (shape, counts, start);
        Units = Panels.Padded(shape.Hidden);
        Embedding = Panels.Padded(shape.Embedding);
        _layers = new int[shape.Layers];
        End = start + (shape.Keys * Embedding);
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            _layers[layer] = End;
            End += (Rows(layer) + 2) * Gates;
        }
    }

    /// <summary>Whether the branch reads count vectors (quantitative), not keys (sequential).</summary>
    public bool Counts { get; }

    /// <summary>Where the branch's weights end.</summary>
    public int End { get; }

    /// <summary>Steps.</summary>
    public int Window => _shape.Window;

    /// <summary>Stacked layers.</summary>
    public int Layers => _shape.Layers;

    /// <summary>Units of a layer, without padding.</summary>
    public int Hidden => _shape.Hidden;

    /// <summary>Padded units of a layer.</summary>
    public int Units { get; }

    /// <summary>Padded columns of a layer's gates.</summary>
    public int Gates => 4 * Units;

    /// <summary>Padded width of a key's vector.</summary>
    public int Embedding { get; }

    /// <summary>Size of the vocabulary.</summary>
    public int Keys => _shape.Keys;

    /// <summary>Padded width of what comes into a layer from below.</summary>
    public int Inputs(int layer) => layer == 0 ? Embedding : Units;

    /// <summary>Rows of a layer's weights.</summary>
    public int Rows(int layer) => Inputs(layer) + Units;

    /// <summary>Start of a key's vector.</summary>
    public int VectorStart(int key) => _start + (key * Embedding);

    /// <summary>Start of a layer's weights, (rows, gates) in panels; its two biases follow.</summary>
    public int LayerStart(int layer) => _layers[layer];

    /// <summary>Start of a layer's two biases.</summary>
    public int BiasStart(int layer) => _layers[layer] + (Rows(layer) * Gates);

    /// <summary>The tensors by PyTorch's names, in PyTorch's order.</summary>
    public IEnumerable<TensorPlace> Places()
    {
        (int hidden, string prefix) = (_shape.Hidden, Counts ? "count_" : "");
        yield return new($"{prefix}embedding.weight", [_shape.Keys, _shape.Embedding], (key, column) => VectorStart(key) + column);
        for (int layer = 0; layer < _shape.Layers; layer++)
        {
            (int start, int bias, int rows, int inputs) = (LayerStart(layer), BiasStart(layer), Rows(layer), Inputs(layer));
            int width = layer == 0 ? _shape.Embedding : hidden;
            yield return new(
                $"{prefix}lstm.weight_ih_l{layer}",
                [4 * hidden, width],
                (gate, input) => start + Panels.Offset(input, GateColumn(gate), rows));
            yield return new(
                $"{prefix}lstm.weight_hh_l{layer}",
                [4 * hidden, hidden],
                (gate, input) => start + Panels.Offset(inputs + input, GateColumn(gate), rows));
            yield return new($"{prefix}lstm.bias_ih_l{layer}", [4 * hidden], (gate, _) => bias + GateColumn(gate));
            yield return new($"{prefix}lstm.bias_hh_l{layer}", [4 * hidden], (gate, _) => bias + Gates + GateColumn(gate));
        }
    }

    private int GateColumn(int row)
    {
        (int gate, int unit) = (row / _shape.Hidden, row % _shape.Hidden);
        return (unit / KernelSet.UnitBlock * 4 * KernelSet.UnitBlock) + (gate * KernelSet.UnitBlock) + (unit % KernelSet.UnitBlock);
    }
}
