using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Layers;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Autoencoders;

/// <summary>Learns to give back the vectors that it was trained on through a narrow bottleneck; what it gives back badly is unlike them.
/// Never changes; any number of threads may use it at once.</summary>
/// <remarks>Hinton and Salakhutdinov, Science 2006, trained in one go. Vectors should be scaled so that no dimension outweighs the
/// others.</remarks>
public sealed class DenseAutoencoder
{
    private static readonly KernelSet Kernels = KernelPath.Widest.Require();

    private readonly ModelParameters _parameters;
    private readonly ScratchPool<DenseAutoencoderPass> _passes;

    private DenseAutoencoder(DenseAutoencoderShape shape, ModelParameters parameters)
    {
        (Shape, _parameters) = (shape, parameters);
        _passes = new(() => PassOver(new(shape.Width, [], [])));
    }

    /// <summary>The sizes.</summary>
    public DenseAutoencoderShape Shape { get; }

    /// <summary>The weights by PyTorch's names, in PyTorch's order: <c>encoder.0.weight</c> …, <c>decoder.2.bias</c>, as those of two
    /// sequences of linear layers with activations between.</summary>
    public OrderedDictionary<string, Tensor> Tensors => _parameters.ToTensors();

    /// <summary>An autoencoder with the weights given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="FormatException">A tensor is missing, has another shape or holds what is not a finite number; the message names
    /// it.</exception>
    public static DenseAutoencoder From(DenseAutoencoderShape shape, IReadOnlyDictionary<string, Tensor> tensors) =>
        new(shape, ModelParameters.From(LayersOf(shape), tensors));

    /// <summary>An autoencoder with weights drawn as PyTorch draws them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static DenseAutoencoder Create(DenseAutoencoderShape shape, ulong seed) => new(shape, ModelParameters.Create(LayersOf(shape), seed));

    /// <summary>Trains on one thread, and returns the weights of the epoch with the least error.</summary>
    /// <param name="training">What is learned from.</param>
    /// <param name="options">Sizes and rates.</param>
    /// <param name="progress">Told of each epoch when it ends; the loss is the mean squared error.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">There is nothing to learn from, or vectors are not what they should be.</exception>
    public static DenseAutoencoder Train(
        WeightedVectors training,
        DenseAutoencoderOptions options,
        Action<EpochResult>? progress = null,
        CancellationToken cancellation = default)
    {
        OptionRanges.Check(options);
        training.Check(nameof(training));
        ExampleWeights.RequireAny(training.Weights, nameof(training));
        int width = training.Width;
        DenseAutoencoderShape shape = new(
            width, Math.Min(options.Hidden, width), Math.Min(options.Bottleneck, Math.Max(1, width / 2)), options.Activation);
        DenseAutoencoder start = Create(shape, options.Seed);
        DenseAutoencoderPass pass = start.PassOver(training);
        EpochLoop loop = new() { Batch = options.Batch, Epochs = options.Epochs, Annealed = true, Seed = options.Seed };
        return new(shape, loop.Run(start.Learner(pass, options), pass, validation: null, progress, cancellation));
    }

    /// <summary>A learner that starts from this autoencoder and leaves it as it is; its examples are the vectors.</summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">Vectors are not what they should be.</exception>
    public GradientLearner Learner(WeightedVectors vectors, DenseAutoencoderOptions options)
    {
        OptionRanges.Check(options);
        vectors.Check(nameof(vectors));
        if (vectors.Width != Shape.Width)
            throw new ArgumentException($"Vectors are {vectors.Width} wide; the autoencoder's are {Shape.Width}.", nameof(vectors));
        return Learner(PassOver(vectors), options);
    }

    /// <summary>The mean squared error of each vector. It does not hang on the batch that a vector is in.</summary>
    /// <param name="vectors">(batch, width).</param>
    /// <param name="scores">(batch).</param>
    /// <exception cref="ArgumentException">The spans do not hold whole vectors and as many results, or a value is not a finite
    /// number.</exception>
    public void Score(ReadOnlySpan<float> vectors, Span<float> scores)
    {
        Check(vectors, scores.Length, 1);
        DenseAutoencoderPass pass = _passes.Take();
        for (int row = 0; row < scores.Length; row++)
        {
            ReadOnlySpan<float> reconstruction = Reconstruction(pass, vectors, row), vector = Row(vectors, row, Shape.Width);
            double sum = 0;
            for (int i = 0; i < vector.Length; i++)
                sum += Square(vector[i], reconstruction[i]);
            scores[row] = (float)(sum / vector.Length);
        }

        _passes.Give(pass);
    }

    /// <summary>The squared error of each dimension of each vector: what a score comes from.</summary>
    /// <param name="vectors">(batch, width).</param>
    /// <param name="errors">(batch, width).</param>
    /// <exception cref="ArgumentException">The spans do not hold whole vectors and as many results, or a value is not a finite
    /// number.</exception>
    public void Errors(ReadOnlySpan<float> vectors, Span<float> errors)
    {
        Check(vectors, errors.Length, Shape.Width);
        DenseAutoencoderPass pass = _passes.Take();
        for (int row = 0; row < errors.Length / Shape.Width; row++)
        {
            ReadOnlySpan<float> reconstruction = Reconstruction(pass, vectors, row);
            for (int i = 0, at = row * Shape.Width; i < Shape.Width; i++, at++)
                errors[at] = (float)Square(vectors[at], reconstruction[i]);
        }

        _passes.Give(pass);
    }

    /// <summary>What each vector is at the bottleneck: its features.</summary>
    /// <param name="vectors">(batch, width).</param>
    /// <param name="features">(batch, bottleneck).</param>
    /// <exception cref="ArgumentException">The spans do not hold whole vectors and as many results, or a value is not a finite
    /// number.</exception>
    public void Encode(ReadOnlySpan<float> vectors, Span<float> features)
    {
        Check(vectors, features.Length, Shape.Bottleneck);
        DenseAutoencoderPass pass = _passes.Take();
        for (int row = 0; row < features.Length / Shape.Bottleneck; row++)
        {
            if (row % DenseAutoencoderPass.MostRows == 0)
                pass.Forward(_parameters, Tile(vectors, row), featuresOnly: true);
            pass.Features(row % DenseAutoencoderPass.MostRows).CopyTo(features[(row * Shape.Bottleneck)..]);
        }

        _passes.Give(pass);
    }

    private static double Square(float value, float reconstruction) => (double)(value - reconstruction) * (value - reconstruction);

    private static ReadOnlySpan<float> Row(ReadOnlySpan<float> values, int row, int width) => values.Slice(row * width, width);

    private static List<Layer> LayersOf(DenseAutoencoderShape shape)
    {
        SizeRange.Check(nameof(shape.Width), shape.Width, 65_536);
        SizeRange.Check(nameof(shape.Hidden), shape.Hidden, 4_096);
        SizeRange.Check(nameof(shape.Bottleneck), shape.Bottleneck, 4_096);
        DenseLayer widest = new("encoder.0", shape.Width, shape.Hidden, shape.Activation, start: 0);
        DenseLayer narrowest = new("encoder.2", shape.Hidden, shape.Bottleneck, shape.Activation, widest.End);
        DenseLayer wider = new("decoder.0", shape.Bottleneck, shape.Hidden, shape.Activation, narrowest.End);
        return [widest, narrowest, wider, new DenseLayer("decoder.2", shape.Hidden, shape.Width, Activation.Linear, wider.End)];
    }

    // Computes a tile when its first row is asked for.
    private ReadOnlySpan<float> Reconstruction(DenseAutoencoderPass pass, ReadOnlySpan<float> vectors, int row)
    {
        if (row % DenseAutoencoderPass.MostRows == 0)
            pass.Forward(_parameters, Tile(vectors, row), featuresOnly: false);
        return pass.Reconstruction(row % DenseAutoencoderPass.MostRows);
    }

    private ReadOnlySpan<float> Tile(ReadOnlySpan<float> vectors, int row)
    {
        ReadOnlySpan<float> rest = vectors[(row * Shape.Width)..];
        return rest[..Math.Min(rest.Length, DenseAutoencoderPass.MostRows * Shape.Width)];
    }

    private void Check(ReadOnlySpan<float> vectors, int results, int each)
    {
        int batch = vectors.Length / Shape.Width;
        if (batch * Shape.Width != vectors.Length || results != (long)batch * each)
            throw new ArgumentException($"{vectors.Length} numbers and {results} results are not vectors of {Shape.Width} and {each} results each.");
        foreach (float value in vectors)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException("A value of a vector is not a finite number.", nameof(vectors));
        }
    }

    private DenseAutoencoderPass PassOver(WeightedVectors vectors) => new(_parameters.Layers, vectors, Kernels);

    private GradientLearner Learner(DenseAutoencoderPass pass, DenseAutoencoderOptions options) =>
        new(_parameters, pass, options.LearningRate, options.ClipNorm, Kernels);
}
