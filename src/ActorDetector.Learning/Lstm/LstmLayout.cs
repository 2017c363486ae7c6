using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Lstm;

/// <summary>Where each weight of a network stands in one buffer, in the order in which the kernels read it.</summary>
/// <remarks>Every width is padded to a multiple of 32. A layer's weights are one matrix (input and recurrent units, gates), packed in
/// panels; the gates stand in blocks of 16 units. Padding is zero and stays so: its gradient is.</remarks>
internal sealed class LstmLayout
{
    private readonly int[] _layers;

    public LstmLayout(LstmShape shape)
    {
        shape.Check();
        Shape = shape;
        Units = Panels.Padded(shape.Hidden);
        Embedding = Panels.Padded(shape.Embedding);
        Outputs = Panels.Padded(shape.Keys);
        _layers = new int[shape.Layers];
        int end = shape.Keys * Embedding;
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            _layers[layer] = end;
            end += (Rows(layer) + 2) * Gates;
        }

        OutputStart = end;
        Length = end + ((Units + 1) * Outputs);
    }

    public LstmShape Shape { get; }

    /// <summary>Padded units of a layer.</summary>
    public int Units { get; }

    /// <summary>Padded columns of a layer's gates.</summary>
    public int Gates => 4 * Units;

    /// <summary>Padded width of a key's vector.</summary>
    public int Embedding { get; }

    /// <summary>Padded width of the output.</summary>
    public int Outputs { get; }

    /// <summary>Numbers of the whole buffer.</summary>
    public int Length { get; }

    /// <summary>Start of the output's weights, (units, outputs) in panels; its bias follows.</summary>
    public int OutputStart { get; }

    /// <summary>Padded width of what comes into a layer from below.</summary>
    public int Inputs(int layer) => layer == 0 ? Embedding : Units;

    /// <summary>Rows of a layer's weights.</summary>
    public int Rows(int layer) => Inputs(layer) + Units;

    /// <summary>Start of a layer's weights, (rows, gates) in panels; its two biases follow.</summary>
    public int LayerStart(int layer) => _layers[layer];

    /// <summary>Start of a layer's two biases.</summary>
    public int BiasStart(int layer) => _layers[layer] + (Rows(layer) * Gates);

    /// <summary>The tensors by PyTorch's names, in PyTorch's order.</summary>
    public IEnumerable<TensorPlace> Places()
    {
        int hidden = Shape.Hidden;
        yield return new("embedding.weight", [Shape.Keys, Shape.Embedding], (key, column) => (key * Embedding) + column);
        for (int layer = 0; layer < Shape.Layers; layer++)
        {
            (int start, int bias, int rows, int inputs) = (LayerStart(layer), BiasStart(layer), Rows(layer), Inputs(layer));
            int width = layer == 0 ? Shape.Embedding : hidden;
            yield return new(
                $"lstm.weight_ih_l{layer}", [4 * hidden, width], (gate, input) => start + InPanel(input, GateColumn(gate), rows));
            yield return new(
                $"lstm.weight_hh_l{layer}", [4 * hidden, hidden], (gate, input) => start + InPanel(inputs + input, GateColumn(gate), rows));
            yield return new($"lstm.bias_ih_l{layer}", [4 * hidden], (gate, _) => bias + GateColumn(gate));
            yield return new($"lstm.bias_hh_l{layer}", [4 * hidden], (gate, _) => bias + Gates + GateColumn(gate));
        }

        yield return new("output.weight", [Shape.Keys, hidden], (key, input) => OutputStart + InPanel(input, key, Units));
        yield return new("output.bias", [Shape.Keys], (key, _) => OutputStart + (Units * Outputs) + key);
    }

    private static int InPanel(int row, int column, int rows) =>
        (column / Panels.Width * rows * Panels.Width) + (row * Panels.Width) + (column % Panels.Width);

    private int GateColumn(int row)
    {
        (int gate, int unit) = (row / Shape.Hidden, row % Shape.Hidden);
        return (unit / KernelSet.UnitBlock * 4 * KernelSet.UnitBlock) + (gate * KernelSet.UnitBlock) + (unit % KernelSet.UnitBlock);
    }
}
