using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Layers;

/// <summary>One direction of one LSTM layer over vectors (Hochreiter and Schmidhuber, 1997, with forget gates), in PyTorch's form.</summary>
internal sealed class LstmLayer : Layer
{
    private readonly string _name;
    private readonly string _suffix;
    private readonly int _inputs;
    private readonly int _hidden;

    /// <summary>A layer.</summary>
    /// <param name="name">What its tensors' names begin with.</param>
    /// <param name="suffix">What they end in, as <c>_l0</c> or <c>_l0_reverse</c>.</param>
    /// <param name="inputs">Width of its inputs.</param>
    /// <param name="hidden">Its units.</param>
    /// <param name="start">Where its weights start.</param>
    public LstmLayer(string name, string suffix, int inputs, int hidden, int start)
        : base(start, (Panels.Padded(inputs) + Panels.Padded(hidden) + 2) * 4 * Panels.Padded(hidden))
    {
        (_name, _suffix, _inputs, _hidden) = (name, suffix, inputs, hidden);
        (Inputs, Units) = (Panels.Padded(inputs), Panels.Padded(hidden));
    }

    /// <summary>Padded width of its inputs.</summary>
    public int Inputs { get; }

    /// <summary>Padded units.</summary>
    public int Units { get; }

    /// <summary>Padded columns of its gates.</summary>
    public int Gates => 4 * Units;

    private int RecurrentStart => Start + (Inputs * Gates);

    private int BiasStart => RecurrentStart + (Units * Gates);

    /// <summary>(inputs, gates), packed.</summary>
    public Span<float> InputWeights(ModelParameters of) => of.Slice(Start, Inputs * Gates);

    /// <summary>(units, gates), packed.</summary>
    public Span<float> RecurrentWeights(ModelParameters of) => of.Slice(RecurrentStart, Units * Gates);

    /// <summary>(gates).</summary>
    public Span<float> InputBias(ModelParameters of) => of.Slice(BiasStart, Gates);

    /// <summary>(gates).</summary>
    public Span<float> RecurrentBias(ModelParameters of) => of.Slice(BiasStart + Gates, Gates);

    public override IEnumerable<TensorPlace> Places()
    {
        yield return new(
            $"{_name}.weight_ih{_suffix}", [4 * _hidden, _inputs], (gate, input) => Start + InPanel(input, GateColumn(gate), Inputs));
        yield return new(
            $"{_name}.weight_hh{_suffix}", [4 * _hidden, _hidden], (gate, unit) => RecurrentStart + InPanel(unit, GateColumn(gate), Units));
        yield return new($"{_name}.bias_ih{_suffix}", [4 * _hidden], (gate, _) => BiasStart + GateColumn(gate));
        yield return new($"{_name}.bias_hh{_suffix}", [4 * _hidden], (gate, _) => BiasStart + Gates + GateColumn(gate));
    }

    public override float Draw(SeededGenerator generator) => generator.NextWithin(1 / Math.Sqrt(_hidden));

    private int GateColumn(int row)
    {
        (int gate, int unit) = (row / _hidden, row % _hidden);
        return (unit / KernelSet.UnitBlock * 4 * KernelSet.UnitBlock) + (gate * KernelSet.UnitBlock) + (unit % KernelSet.UnitBlock);
    }
}
