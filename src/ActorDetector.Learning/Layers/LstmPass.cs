using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Layers;

/// <summary>A batch's way through an LSTM layer and back; all kept that the way back needs. Not for two threads at once.</summary>
/// <remarks>A layer that reads backwards is the same one over sequences that were put in from their ends.</remarks>
internal sealed class LstmPass(LstmLayer layer, KernelSet kernels)
{
    private readonly Scratch _bias = new();
    private readonly Scratch _gates = new();
    private readonly Scratch _cells = new();
    private readonly Scratch _tanhCells = new();
    private readonly Scratch _states = new();
    private readonly Scratch _statesBefore = new();
    private readonly Scratch _noCells = new();
    private readonly Scratch _turned = new();
    private readonly Scratch _cellGradient = new();
    private readonly Scratch _stateGradient = new();
    private readonly Scratch _inputGradient = new();

    /// <summary>(cells, units): h of every step, after <see cref="Forward"/>.</summary>
    public Span<float> States => _states.Span;

    /// <summary>(cells, inputs): the gradient of the inputs, after <see cref="Backward"/>.</summary>
    public Span<float> InputGradient => _inputGradient.Span;

    /// <summary>Runs the sequences from zero states to their ends.</summary>
    /// <param name="weights">The model's weights.</param>
    /// <param name="packing">Where the steps stand.</param>
    /// <param name="inputs">(cells, inputs).</param>
    public void Forward(ModelParameters weights, SequencePacking packing, ReadOnlySpan<float> inputs)
    {
        (int units, int gates, int cells) = (layer.Units, layer.Gates, packing.Cells);
        layer.InputBias(weights).CopyTo(_bias.Take(gates));
        kernels.Add(_bias.Span, layer.RecurrentBias(weights));
        _noCells.TakeZeros(packing.Rows(0) * units);
        _cells.Take(cells * units);
        _tanhCells.Take(cells * units);
        _states.Take(cells * units);

        // The kernel hands on the states of all rows, also of those that end here: these fall into later steps, which are written later.
        _statesBefore.Take((cells + packing.Rows(0)) * units);
        Panels products = Panels.RowMajor(_gates.Take(cells * gates), gates);
        Panels input = Panels.Packed(layer.InputWeights(weights), layer.Inputs);
        kernels.Multiply(new(inputs, layer.Inputs, 1), input, products, cells, gates, layer.Inputs, accumulate: false);
        for (int step = 0; step < packing.Steps; step++)
            Step(weights, packing, step);
    }

    /// <summary>Adds the gradient of the last <see cref="Forward"/>.</summary>
    /// <param name="weights">As given to <see cref="Forward"/>.</param>
    /// <param name="packing">As given to <see cref="Forward"/>.</param>
    /// <param name="inputs">As given to <see cref="Forward"/>.</param>
    /// <param name="stateGradient">(cells, units): gradient of <see cref="States"/>; zero at rows that only round up.</param>
    /// <param name="gradient">Is added to.</param>
    /// <param name="below">Whether <see cref="InputGradient"/> is wanted.</param>
    public void Backward(
        ModelParameters weights,
        SequencePacking packing,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> stateGradient,
        ModelParameters gradient,
        bool below)
    {
        (int units, int gates, int cells, int first) = (layer.Units, layer.Gates, packing.Cells, packing.Rows(0));
        Panels.Turn(layer.RecurrentWeights(weights), _turned.Take(units * gates), units, gates);

        // Rows that are not yet reached from their ends stay zero.
        _cellGradient.TakeZeros(first * units);
        _stateGradient.TakeZeros(first * units);
        for (int step = packing.Steps - 1; step >= 0; step--)
            StepBack(packing, step, stateGradient);

        Panels ofGates = Panels.RowMajor(_gates.Span, gates);
        Panels input = Panels.Packed(layer.InputWeights(gradient), layer.Inputs);
        kernels.Multiply(new(inputs, 1, layer.Inputs), ofGates, input, layer.Inputs, gates, cells, accumulate: true);
        if (cells > first)
        {
            kernels.Multiply(
                new(_statesBefore.Span[(first * units)..], 1, units),
                Panels.RowMajor(_gates.Span[(first * gates)..], gates),
                Panels.Packed(layer.RecurrentWeights(gradient), units),
                units,
                gates,
                cells - first,
                accumulate: true);
        }

        Span<float> bias = _bias.TakeZeros(gates);
        kernels.AddRows(bias, [], _gates.Span, gates);
        kernels.Add(layer.InputBias(gradient), bias);
        kernels.Add(layer.RecurrentBias(gradient), bias);
        if (!below)
            return;
        Panels.Turn(layer.InputWeights(weights), _turned.Take(layer.Inputs * gates), layer.Inputs, gates);
        Panels target = Panels.RowMajor(_inputGradient.Take(cells * layer.Inputs), layer.Inputs), turned = Panels.Packed(_turned.Span, gates);
        kernels.Multiply(new(_gates.Span, gates, 1), turned, target, cells, layer.Inputs, gates, accumulate: false);
    }

    private void Step(ModelParameters weights, SequencePacking packing, int step)
    {
        (int units, int gates, int rows, int start) = (layer.Units, layer.Gates, packing.Rows(step), packing.Start(step));
        if (step > 0)
        {
            kernels.Multiply(
                new(_statesBefore.Span[(start * units)..], units, 1),
                Panels.Packed(layer.RecurrentWeights(weights), units),
                Panels.RowMajor(_gates.Span[(start * gates)..], gates),
                rows,
                gates,
                units,
                accumulate: true);
        }

        kernels.StepForward(
            new()
            {
                Gates = _gates.Span[(start * gates)..],
                Table = _bias.Span,
                CellBefore = CellsBefore(packing, step),
                Cell = _cells.Span[(start * units)..],
                TanhCell = _tanhCells.Span[(start * units)..],
                Next = _statesBefore.Span[((start + rows) * units)..],
                NextRow = units,
                Above = _states.Span[(start * units)..],
                AboveRow = units,
            },
            rows,
            units);
    }

    private void StepBack(SequencePacking packing, int step, ReadOnlySpan<float> stateGradient)
    {
        (int units, int gates, int rows, int start) = (layer.Units, layer.Gates, packing.Rows(step), packing.Start(step));
        Span<float> ofGates = _gates.Span[(start * gates)..];
        kernels.StepBackward(
            new()
            {
                Gates = ofGates,
                CellBefore = CellsBefore(packing, step),
                TanhCell = _tanhCells.Span[(start * units)..],
                Cell = _cellGradient.Span,
                Next = _stateGradient.Span,
                NextRow = units,
                Above = stateGradient[(start * units)..],
                AboveRow = units,
            },
            rows,
            units);
        if (step == 0)
            return;
        Panels turned = Panels.Packed(_turned.Span, gates), before = Panels.RowMajor(_stateGradient.Span, units);
        kernels.Multiply(new(ofGates, gates, 1), turned, before, rows, units, gates, accumulate: false);
    }

    private Span<float> CellsBefore(SequencePacking packing, int step) =>
        step == 0 ? _noCells.Span : _cells.Span[(packing.Start(step - 1) * layer.Units)..];
}
