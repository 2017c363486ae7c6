using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Layers;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Autoencoders;

/// <summary>Reads a window of keys into one state, and gives all of its keys back from that state alone; what it gives back badly is unlike
/// the windows that it was trained on. Never changes; any number of threads may use it at once.</summary>
/// <remarks>Srivastava, Mansimov and Salakhutdinov, ICML 2015, section 2.1: the decoder gives the last key first, and sees no key that it
/// gave. Unlike theirs it gets the code as its input at every step, not as its first state.</remarks>
public sealed class LstmAutoencoder
{
    private static readonly KernelSet Kernels = KernelPath.Widest.Require();

    private readonly ModelParameters _parameters;
    private readonly ScratchPool<LstmAutoencoderPass> _passes;

    private LstmAutoencoder(LstmAutoencoderShape shape, ModelParameters parameters)
    {
        (Shape, _parameters) = (shape, parameters);
        _passes = new(() => PassOver(new([], [])));
    }

    /// <summary>The sizes.</summary>
    public LstmAutoencoderShape Shape { get; }

    /// <summary>The weights by PyTorch's names, in PyTorch's order: <c>embedding.weight</c>, <c>encoder.weight_ih_l0</c> …,
    /// <c>decoder.weight_ih_l0</c> …, <c>output.weight</c>, <c>output.bias</c>.</summary>
    public OrderedDictionary<string, Tensor> Tensors => _parameters.ToTensors();

    /// <summary>An autoencoder with the weights given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="FormatException">A tensor is missing, has another shape or holds what is not a finite number; the message names
    /// it.</exception>
    public static LstmAutoencoder From(LstmAutoencoderShape shape, IReadOnlyDictionary<string, Tensor> tensors) =>
        new(shape, ModelParameters.From(LayersOf(shape), tensors));

    /// <summary>An autoencoder with weights drawn as PyTorch draws them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static LstmAutoencoder Create(LstmAutoencoderShape shape, ulong seed) => new(shape, ModelParameters.Create(LayersOf(shape), seed));

    /// <summary>Trains on one thread, and returns the weights of the epoch with the least surprise.</summary>
    /// <param name="keys">Size of the vocabulary.</param>
    /// <param name="training">What is learned from.</param>
    /// <param name="options">Sizes and rates.</param>
    /// <param name="progress">Told of each epoch when it ends; the loss is the mean surprise of a key in nats.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">There is nothing to learn from, or windows are not what they should be.</exception>
    public static LstmAutoencoder Train(
        int keys,
        WeightedSequences training,
        LstmAutoencoderOptions options,
        Action<EpochResult>? progress = null,
        CancellationToken cancellation = default)
    {
        OptionRanges.Check(options);
        training.Check(keys, nameof(training));
        ExampleWeights.RequireAny(training.Weights, nameof(training));
        LstmAutoencoder start = Create(new(keys, options.Embedding, options.Units, options.MaxLength), options.Seed);
        LstmAutoencoderPass pass = start.PassOver(training);
        EpochLoop loop = new() { Batch = options.Batch, Epochs = options.Epochs, Annealed = true, Seed = options.Seed };
        return new(start.Shape, loop.Run(start.Learner(pass, options), pass, validation: null, progress, cancellation));
    }

    /// <summary>A learner that starts from this autoencoder and leaves it as it is; its examples are the windows.</summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">Windows are not what they should be.</exception>
    public GradientLearner Learner(WeightedSequences windows, LstmAutoencoderOptions options)
    {
        OptionRanges.Check(options);
        windows.Check(Shape.Keys, nameof(windows));
        return Learner(PassOver(windows), options);
    }

    /// <summary>The mean surprise in nats of a window's keys.</summary>
    /// <param name="window">Keys, oldest first.</param>
    /// <param name="surprises">Receives the surprise of each key, 0 for those that are too early to be read; empty when it is not
    /// wanted.</param>
    /// <exception cref="ArgumentException">The window is empty, a key is not in the vocabulary, or there is not one result for each
    /// key.</exception>
    public double Score(ReadOnlySpan<ushort> window, Span<double> surprises = default)
    {
        KeyBatch.Check(window, Shape.Keys);
        if (!surprises.IsEmpty && surprises.Length != window.Length)
            throw new ArgumentException($"{surprises.Length} results are not one for each of {window.Length} keys.", nameof(surprises));
        LstmAutoencoderPass pass = _passes.Take();
        pass.Forward(_parameters, window);
        double score = pass.MeanSurprise(0);
        if (!surprises.IsEmpty)
        {
            int unread = window.Length - pass.Length(0);
            surprises[..unread].Clear();
            for (int place = 0; place < pass.Length(0); place++)
                surprises[unread + place] = pass.Surprise(0, place);
        }

        _passes.Give(pass);
        return score;
    }

    /// <summary>The scores of many windows; each is what it is for the window alone.</summary>
    /// <exception cref="ArgumentException">A window is empty, or a key is not in the vocabulary.</exception>
    public double[] ScoreAll(IReadOnlyList<ushort[]> windows)
    {
        foreach (ushort[] window in windows)
            KeyBatch.Check(window, Shape.Keys);
        double[] scores = new double[windows.Count];
        ReadOnlySpan<int> examples = KeyBatch.ByLength(windows);
        LstmAutoencoderPass pass = _passes.Take();
        while (!examples.IsEmpty)
        {
            int rows = pass.Forward(_parameters, windows, examples);
            for (int row = 0; row < rows; row++)
                scores[examples[row]] = pass.MeanSurprise(row);
            examples = examples[rows..];
        }

        _passes.Give(pass);
        return scores;
    }

    private static List<Layer> LayersOf(LstmAutoencoderShape shape)
    {
        SizeRange.Check(nameof(shape.Keys), shape.Keys, 65_536);
        SizeRange.Check(nameof(shape.Embedding), shape.Embedding, 1_024);
        SizeRange.Check(nameof(shape.Units), shape.Units, 1_024);
        SizeRange.Check(nameof(shape.MaxLength), shape.MaxLength, 4_096);
        EmbeddingLayer embedding = new(shape.Keys, shape.Embedding, start: 0);
        LstmLayer encoder = new("encoder", "_l0", shape.Embedding, shape.Units, embedding.End);
        LstmLayer decoder = new("decoder", "_l0", shape.Units, shape.Units, encoder.End);
        return [embedding, encoder, decoder, new DenseLayer("output", shape.Units, shape.Keys, Activation.Linear, decoder.End)];
    }

    private LstmAutoencoderPass PassOver(WeightedSequences windows) => new(Shape, _parameters.Layers, windows, Kernels);

    private GradientLearner Learner(LstmAutoencoderPass pass, LstmAutoencoderOptions options) =>
        new(_parameters, pass, options.LearningRate, options.ClipNorm, Kernels);
}
