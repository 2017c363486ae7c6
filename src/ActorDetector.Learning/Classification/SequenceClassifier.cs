using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Layers;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Classification;

/// <summary>Tells anomalous sequences of keys from normal ones, having learned from labels. Never changes; any number of threads may use it
/// at once.</summary>
/// <remarks>A bidirectional LSTM (Graves and Schmidhuber, Neural Networks 2005) over the keys' vectors; two logits over the states that both
/// directions end in.</remarks>
public sealed class SequenceClassifier
{
    private static readonly KernelSet Kernels = KernelPath.Widest.Require();

    private readonly ModelParameters _parameters;
    private readonly ScratchPool<ClassifierPass> _passes;

    private SequenceClassifier(ClassifierShape shape, ModelParameters parameters)
    {
        (Shape, _parameters) = (shape, parameters);
        _passes = new(() => PassOver(new([], [], []), []));
    }

    /// <summary>The sizes.</summary>
    public ClassifierShape Shape { get; }

    /// <summary>The weights by PyTorch's names, in PyTorch's order: <c>embedding.weight</c>, <c>lstm.weight_ih_l0</c> …,
    /// <c>lstm.weight_ih_l0_reverse</c> …, <c>output.weight</c>, <c>output.bias</c>.</summary>
    public OrderedDictionary<string, Tensor> Tensors => _parameters.ToTensors();

    /// <summary>A classifier with the weights given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="FormatException">A tensor is missing, has another shape or holds what is not a finite number; the message names
    /// it.</exception>
    public static SequenceClassifier From(ClassifierShape shape, IReadOnlyDictionary<string, Tensor> tensors) =>
        new(shape, ModelParameters.From(LayersOf(shape), tensors));

    /// <summary>A classifier with weights drawn as PyTorch draws them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static SequenceClassifier Create(ClassifierShape shape, ulong seed) => new(shape, ModelParameters.Create(LayersOf(shape), seed));

    /// <summary>Trains on two threads at most, and returns the weights of the epoch with the least loss. The number of threads does not change
    /// the result.</summary>
    /// <param name="keys">Size of the vocabulary.</param>
    /// <param name="training">What is learned from.</param>
    /// <param name="options">Sizes and rates.</param>
    /// <param name="progress">Told of each epoch when it ends; the loss is the mean surprise of the labels in nats.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">A class has no sequences, or sequences are not what they should be.</exception>
    public static SequenceClassifier Train(
        int keys,
        LabelledSequences training,
        ClassifierOptions options,
        Action<EpochResult>? progress = null,
        CancellationToken cancellation = default)
    {
        OptionRanges.Check(options);
        training.Check(keys, nameof(training));
        (double normal, double anomalous) = (training.WeightOf(anomalous: false), training.WeightOf(anomalous: true));
        if (!(normal > 0 && anomalous > 0))
        {
            string missing = normal > 0 ? "anomalous" : "normal";
            throw new ArgumentException($"There are no {missing} sequences; a classifier learns from both kinds.", nameof(training));
        }

        float[] weights = training.Weights;
        if (options.ClassWeights)
        {
            double half = (normal + anomalous) / 2;
            weights = [.. weights.Select((weight, i) => (float)(weight * half / (training.Anomalous[i] ? anomalous : normal)))];
        }

        SequenceClassifier start = Create(new(keys, options.Embedding, options.Units, options.MaxLength), options.Seed);
        ClassifierPass pass = start.PassOver(training, weights);
        EpochLoop loop = new() { Batch = options.Batch, Epochs = options.Epochs, Annealed = true, Seed = options.Seed };
        return new(start.Shape, loop.Run(start.Learner(pass, options), pass, validation: null, progress, cancellation));
    }

    /// <summary>A learner that starts from this classifier and leaves it as it is; its examples are the sequences.</summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">Sequences are not what they should be.</exception>
    public GradientLearner Learner(LabelledSequences sequences, ClassifierOptions options)
    {
        OptionRanges.Check(options);
        sequences.Check(Shape.Keys, nameof(sequences));
        return Learner(PassOver(sequences, sequences.Weights), options);
    }

    /// <summary>The probability, from 0 to 1, that a sequence is an anomaly.</summary>
    /// <param name="sequence">Keys, oldest first.</param>
    /// <exception cref="ArgumentException">It is empty, or a key is not in the vocabulary.</exception>
    public double Predict(ReadOnlySpan<ushort> sequence)
    {
        KeyBatch.Check(sequence, Shape.Keys);
        ClassifierPass pass = _passes.Take();
        double probability = pass.Probability(_parameters, sequence);
        _passes.Give(pass);
        return probability;
    }

    /// <summary>The probabilities of many sequences; each is what it is for the sequence alone.</summary>
    /// <exception cref="ArgumentException">A sequence is empty, or a key is not in the vocabulary.</exception>
    public double[] PredictAll(IReadOnlyList<ushort[]> sequences)
    {
        foreach (ushort[] sequence in sequences)
            KeyBatch.Check(sequence, Shape.Keys);
        double[] probabilities = new double[sequences.Count];
        int[] examples = KeyBatch.ByLength(sequences);
        ClassifierPass pass = _passes.Take();
        for (int start = 0; start < examples.Length;)
            start += pass.Probabilities(_parameters, sequences, examples.AsSpan(start), probabilities);
        _passes.Give(pass);
        return probabilities;
    }

    private static List<Layer> LayersOf(ClassifierShape shape)
    {
        SizeRange.Check(nameof(shape.Keys), shape.Keys, 65_536);
        SizeRange.Check(nameof(shape.Embedding), shape.Embedding, 1_024);
        SizeRange.Check(nameof(shape.Units), shape.Units, 1_024);
        SizeRange.Check(nameof(shape.MaxLength), shape.MaxLength, 65_536);
        EmbeddingLayer embedding = new(shape.Keys, shape.Embedding, start: 0);
        LstmLayer forward = new("lstm", "_l0", shape.Embedding, shape.Units, embedding.End);
        LstmLayer reverse = new("lstm", "_l0_reverse", shape.Embedding, shape.Units, forward.End);
        return [embedding, forward, reverse, new DenseLayer("output", shape.Units, outputs: 2, Activation.Linear, reverse.End, parts: 2)];
    }

    private ClassifierPass PassOver(LabelledSequences sequences, float[] weights) =>
        new(Shape.MaxLength, _parameters.Layers, sequences, weights, Kernels);

    private GradientLearner Learner(ClassifierPass pass, ClassifierOptions options) =>
        new(_parameters, pass, options.LearningRate, options.ClipNorm, Kernels);
}
