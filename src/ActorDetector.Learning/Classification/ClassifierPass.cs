using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Layers;

namespace ActorDetector.Learning.Classification;

/// <summary>A batch of sequences' way through a classifier and back. Not for two threads at once.</summary>
internal sealed class ClassifierPass : ITrainingPass
{
    private const int Directions = 2;

    private readonly IReadOnlyList<ushort[]> _sequences;
    private readonly int[] _labels;
    private readonly float[] _weights;
    private readonly KernelSet _kernels;
    private readonly KeyBatch _batch;
    private readonly EmbeddingLayer _embedding;
    private readonly LstmPass[] _directions;
    private readonly DensePass _output;
    private readonly SoftmaxLoss _softmax;
    private readonly int _units;
    private readonly Scratch[] _vectors = [new(), new()];
    private readonly Scratch[] _stateGradients = [new(), new()];
    private readonly Scratch _ends = new();

    /// <summary>A pass over labelled sequences.</summary>
    /// <param name="maxLength">Most keys of a sequence that are read.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="sequences">Examples.</param>
    /// <param name="weights">What each counts.</param>
    /// <param name="kernels">What computes.</param>
    public ClassifierPass(
        int maxLength, IReadOnlyList<Layer> layers, LabelledSequences sequences, float[] weights, KernelSet kernels)
    {
        (_sequences, _weights, _kernels) = (sequences.Sequences, weights, kernels);
        _labels = [.. sequences.Anomalous.Select(anomalous => anomalous ? 1 : 0)];
        _batch = new(maxLength);
        _embedding = layers.OfType<EmbeddingLayer>().Single();
        _directions = [.. layers.OfType<LstmLayer>().Select(layer => new LstmPass(layer, kernels))];
        _units = layers.OfType<LstmLayer>().First().Units;
        _output = new(layers.OfType<DenseLayer>().Single(), kernels);
        _softmax = new(Directions, kernels);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>The probability that a sequence is an anomaly.</summary>
    public double Probability(ModelParameters parameters, ReadOnlySpan<ushort> sequence)
    {
        _batch.Fill(sequence);
        for (int direction = 0; direction < Directions; direction++)
            Read(parameters, direction);
        Judge(parameters);
        return Probability(0);
    }

    /// <summary>The probabilities of as many of the sequences, from the first on, as are computed at once; returns how many.</summary>
    public int Probabilities(
        ModelParameters parameters, IReadOnlyList<ushort[]> sequences, ReadOnlySpan<int> examples, Span<double> probabilities)
    {
        int rows = _batch.Fill(sequences, examples);
        for (int direction = 0; direction < Directions; direction++)
            Read(parameters, direction);
        Judge(parameters);
        for (int row = 0; row < rows; row++)
            probabilities[examples[row]] = Probability(row);
        return rows;
    }

    /// <inheritdoc/>
    public double Run(
        ModelParameters parameters, ReadOnlySpan<int> examples, ReadOnlySpan<float> weights, double scale, ModelParameters? gradient)
    {
        double loss = 0;
        Span<int> labels = stackalloc int[KeyBatch.MostRows];
        while (!examples.IsEmpty)
        {
            int rows = _batch.Fill(_sequences, examples);
            for (int row = 0; row < rows; row++)
                labels[row] = _labels[examples[row]];
            Parallel.For(0, Directions, direction => Read(parameters, direction));
            Judge(parameters);
            loss += _softmax.Surprise(_output.Output, labels[..rows], weights[..rows]);
            if (gradient is not null)
            {
                _softmax.Derive(_output.Output, labels[..rows], weights[..rows], scale);
                Backward(parameters, gradient);
            }

            examples = examples[rows..];
            weights = weights[rows..];
        }

        return loss;
    }

    private double Probability(int row) => Math.Exp(_output.Output[(row * _softmax.Width) + 1]);

    private ReadOnlySpan<int> Keys(int direction) => direction == 0 ? _batch.Forward : _batch.Reversed;

    private void Read(ModelParameters parameters, int direction)
    {
        Span<float> vectors = _vectors[direction].Take(_batch.Packing.Cells * _embedding.Width);
        _embedding.Forward(parameters, Keys(direction), vectors);
        _directions[direction].Forward(parameters, _batch.Packing, vectors);
    }

    private void Judge(ModelParameters parameters)
    {
        Span<float> ends = _ends.TakeZeros(SequencePacking.RoundUp(_batch.Rows) * Directions * _units);
        for (int row = 0; row < _batch.Rows; row++)
        {
            for (int direction = 0; direction < Directions; direction++)
                StateAt(_directions[direction].States, row).CopyTo(End(ends, row, direction));
        }

        _output.Forward(parameters, ends);
        _softmax.Normalise(_output.Output);
    }

    private void Backward(ModelParameters parameters, ModelParameters gradient)
    {
        _output.Backward(parameters, _ends.Span, _output.Output, gradient, below: true);
        Parallel.For(0, Directions, direction =>
        {
            Span<float> ofStates = _stateGradients[direction].TakeZeros(_batch.Packing.Cells * _units);
            for (int row = 0; row < _batch.Rows; row++)
                End(_output.InputGradient, row, direction).CopyTo(StateAt(ofStates, row));
            _directions[direction].Backward(parameters, _batch.Packing, _vectors[direction].Span, ofStates, gradient, below: true);
        });
        for (int direction = 0; direction < Directions; direction++)
            _embedding.Backward(gradient, Keys(direction), _directions[direction].InputGradient, _kernels);
    }

    private Span<float> StateAt(Span<float> states, int row) => states.Slice(_batch.Last(row) * _units, _units);

    private Span<float> End(Span<float> ends, int row, int direction) => ends.Slice(((row * Directions) + direction) * _units, _units);
}
