using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Layers;

namespace ActorDetector.Learning.Autoencoders;

/// <summary>A batch of windows' way through an LSTM autoencoder and back. Not for two threads at once.</summary>
internal sealed class LstmAutoencoderPass : ITrainingPass
{
    private readonly WeightedSequences _windows;
    private readonly KernelSet _kernels;
    private readonly KeyBatch _batch;
    private readonly EmbeddingLayer _embedding;
    private readonly LstmPass _encoder;
    private readonly LstmPass _decoder;
    private readonly DensePass _output;
    private readonly SoftmaxLoss _softmax;
    private readonly int _units;
    private readonly Scratch _vectors = new();
    private readonly Scratch _codes = new();
    private readonly Scratch _stateGradient = new();
    private float[] _cellWeights = [];

    /// <summary>A pass over windows.</summary>
    public LstmAutoencoderPass(LstmAutoencoderShape shape, IReadOnlyList<Layer> layers, WeightedSequences windows, KernelSet kernels)
    {
        (_windows, _kernels, _batch) = (windows, kernels, new(shape.MaxLength));
        LstmLayer[] recurrent = [.. layers.OfType<LstmLayer>()];
        _embedding = layers.OfType<EmbeddingLayer>().Single();
        (_encoder, _decoder, _units) = (new(recurrent[0], kernels), new(recurrent[1], kernels), recurrent[0].Units);
        (_output, _softmax) = (new(layers.OfType<DenseLayer>().Single(), kernels), new(shape.Keys, kernels));
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Weights => _windows.Weights;

    /// <summary>Runs one window through the autoencoder.</summary>
    public void Forward(ModelParameters parameters, ReadOnlySpan<ushort> window)
    {
        _batch.Fill(window);
        Forward(parameters);
    }

    /// <summary>Runs as many windows, from the first on, as are computed at once; returns how many.</summary>
    public int Forward(ModelParameters parameters, IReadOnlyList<ushort[]> windows, ReadOnlySpan<int> examples)
    {
        int rows = _batch.Fill(windows, examples);
        Forward(parameters);
        return rows;
    }

    /// <summary>Keys read of a window of the last batch.</summary>
    public int Length(int row) => _batch.Length(row);

    /// <summary>The surprise in nats of the key at a place, of those that were read of a window of the last batch.</summary>
    public double Surprise(int row, int place)
    {
        int cell = _batch.Packing.Cell(row, _batch.Length(row) - 1 - place);
        return -_output.Output[(cell * _softmax.Width) + _batch.Reversed[cell]];
    }

    /// <summary>The mean surprise in nats of the keys of a window of the last batch.</summary>
    public double MeanSurprise(int row)
    {
        double sum = 0;
        for (int place = 0; place < Length(row); place++)
            sum += Surprise(row, place);
        return sum / Length(row);
    }

    /// <inheritdoc/>
    public double Run(
        ModelParameters parameters, ReadOnlySpan<int> examples, ReadOnlySpan<float> weights, double scale, ModelParameters? gradient)
    {
        double loss = 0;
        while (!examples.IsEmpty)
        {
            int rows = Forward(parameters, _windows.Sequences, examples);
            for (int row = 0; row < rows; row++)
                loss += weights[row] * MeanSurprise(row);
            if (gradient is not null)
                Backward(parameters, weights, scale, gradient);
            examples = examples[rows..];
            weights = weights[rows..];
        }

        return loss;
    }

    private void Forward(ModelParameters parameters)
    {
        int cells = _batch.Packing.Cells;
        _embedding.Forward(parameters, _batch.Forward, _vectors.Take(cells * _embedding.Width));
        _encoder.Forward(parameters, _batch.Packing, _vectors.Span);

        // The decoder's input is the window's code at every step.
        Span<float> codes = _codes.TakeZeros(cells * _units);
        for (int row = 0; row < _batch.Rows; row++)
        {
            Span<float> code = State(_encoder.States, _batch.Last(row));
            for (int step = 0; step < _batch.Length(row); step++)
                code.CopyTo(State(codes, _batch.Packing.Cell(row, step)));
        }

        _decoder.Forward(parameters, _batch.Packing, codes);
        _output.Forward(parameters, _decoder.States);
        _softmax.Normalise(_output.Output);
    }

    private void Backward(ModelParameters parameters, ReadOnlySpan<float> weights, double scale, ModelParameters gradient)
    {
        int cells = _batch.Packing.Cells;
        _softmax.Derive(_output.Output, _batch.Reversed, CellWeights(weights), scale);
        _output.Backward(parameters, _decoder.States, _output.Output, gradient, below: true);
        _decoder.Backward(parameters, _batch.Packing, _codes.Span, _output.InputGradient, gradient, below: true);
        Span<float> ofStates = _stateGradient.TakeZeros(cells * _units);
        for (int row = 0; row < _batch.Rows; row++)
        {
            Span<float> ofCode = State(ofStates, _batch.Last(row));
            for (int step = 0; step < _batch.Length(row); step++)
                _kernels.Add(ofCode, State(_decoder.InputGradient, _batch.Packing.Cell(row, step)));
        }

        _encoder.Backward(parameters, _batch.Packing, _vectors.Span, ofStates, gradient, below: true);
        _embedding.Backward(gradient, _batch.Forward, _encoder.InputGradient, _kernels);
    }

    // A window's weight is shared by its keys; cells that only round up weigh nothing.
    private ReadOnlySpan<float> CellWeights(ReadOnlySpan<float> weights)
    {
        int cells = _batch.Packing.Cells;
        if (_cellWeights.Length < cells)
            _cellWeights = new float[cells];
        Array.Clear(_cellWeights);
        for (int row = 0; row < _batch.Rows; row++)
        {
            for (int step = 0; step < _batch.Length(row); step++)
                _cellWeights[_batch.Packing.Cell(row, step)] = weights[row] / _batch.Length(row);
        }

        return _cellWeights.AsSpan(0, cells);
    }

    private Span<float> State(Span<float> states, int cell) => states.Slice(cell * _units, _units);
}
