using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Layers;

namespace ActorDetector.Learning.Autoencoders;

/// <summary>A batch of vectors' way through a dense autoencoder and back. Not for two threads at once.</summary>
internal sealed class DenseAutoencoderPass : ITrainingPass
{
    /// <summary>Most vectors that are computed at once.</summary>
    public const int MostRows = 256;

    private readonly WeightedVectors _vectors;
    private readonly DenseLayer[] _layers;
    private readonly DensePass[] _passes;
    private readonly Scratch _input = new();
    private readonly Scratch _outputGradient = new();

    /// <summary>A pass over vectors.</summary>
    public DenseAutoencoderPass(IReadOnlyList<Layer> layers, WeightedVectors vectors, KernelSet kernels)
    {
        _vectors = vectors;
        _layers = [.. layers.Cast<DenseLayer>()];
        _passes = [.. _layers.Select(layer => new DensePass(layer, kernels))];
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Weights => _vectors.Weights;

    /// <summary>The features of a vector of the last batch.</summary>
    public ReadOnlySpan<float> Features(int row) => Row(Bottleneck, row);

    /// <summary>What became of a vector of the last batch.</summary>
    public ReadOnlySpan<float> Reconstruction(int row) => Row(_layers.Length - 1, row);

    private int Bottleneck => (_layers.Length / 2) - 1;

    /// <summary>Runs vectors, at most <see cref="MostRows"/>, through all layers, or to their features only.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="vectors">(rows, width).</param>
    /// <param name="featuresOnly">Whether to stop at the bottleneck.</param>
    public void Forward(ModelParameters parameters, ReadOnlySpan<float> vectors, bool featuresOnly)
    {
        int width = _vectors.Width;
        Begin(vectors.Length / width);
        for (int row = 0; row < vectors.Length / width; row++)
            Put(row, vectors.Slice(row * width, width));
        Forward(parameters, featuresOnly ? Bottleneck + 1 : _layers.Length);
    }

    /// <inheritdoc/>
    public double Run(
        ModelParameters parameters, ReadOnlySpan<int> examples, ReadOnlySpan<float> weights, double scale, ModelParameters? gradient)
    {
        double loss = 0;
        while (!examples.IsEmpty)
        {
            int rows = Math.Min(examples.Length, MostRows);
            Begin(rows);
            for (int row = 0; row < rows; row++)
                Put(row, Vector(examples[row]));
            Forward(parameters, _layers.Length);
            loss += Compare(examples[..rows], weights[..rows], scale);
            if (gradient is not null)
                Backward(parameters, gradient);
            examples = examples[rows..];
            weights = weights[rows..];
        }

        return loss;
    }

    private ReadOnlySpan<float> Vector(int example) => _vectors.Values.AsSpan(example * _vectors.Width, _vectors.Width);

    private ReadOnlySpan<float> Row(int layer, int row) =>
        _passes[layer].Output.Slice(row * _layers[layer].Outputs, _layers[layer].Width);

    private void Begin(int rows) => _input.TakeZeros(SequencePacking.RoundUp(rows) * _layers[0].Inputs);

    private void Put(int row, ReadOnlySpan<float> vector) => vector.CopyTo(_input.Span[(row * _layers[0].Inputs)..]);

    private ReadOnlySpan<float> Input(int layer) => layer == 0 ? _input.Span : _passes[layer - 1].Output;

    private void Forward(ModelParameters parameters, int layers)
    {
        for (int layer = 0; layer < layers; layer++)
            _passes[layer].Forward(parameters, Input(layer));
    }

    private double Compare(ReadOnlySpan<int> examples, ReadOnlySpan<float> weights, double scale)
    {
        double loss = 0;
        Span<float> outputGradient = _outputGradient.TakeZeros(_passes[^1].Output.Length);
        for (int row = 0; row < examples.Length; row++)
        {
            ReadOnlySpan<float> vector = Vector(examples[row]), reconstruction = Reconstruction(row);
            double factor = 2 * weights[row] * scale / vector.Length, sum = 0;
            for (int i = 0; i < vector.Length; i++)
            {
                float error = reconstruction[i] - vector[i];
                sum += (double)error * error;
                outputGradient[(row * _layers[^1].Outputs) + i] = (float)(factor * error);
            }

            loss += weights[row] * sum / vector.Length;
        }

        return loss;
    }

    private void Backward(ModelParameters parameters, ModelParameters gradient)
    {
        Span<float> above = _outputGradient.Span;
        for (int layer = _layers.Length - 1; layer >= 0; layer--)
        {
            _passes[layer].Backward(parameters, Input(layer), above, gradient, below: layer > 0);
            above = _passes[layer].InputGradient;
        }
    }
}
