using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Layers;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Randomness;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Forecasting;

/// <summary>Forecasts the next vector of a series from the last few. Never changes; any number of threads may use it at once.</summary>
/// <remarks>DeepLog (Du et al., CCS 2017), section 3.3: an LSTM over the vectors of one template's parameters, and a linear layer over its
/// last state; it learns by mean squared error. Vectors should be standardised.</remarks>
public sealed class LstmForecaster
{
    // Windows that are computed at once: what a caller's scratch holds is bounded by it.
    private const int Tile = 64;

    private static readonly KernelSet Kernels = KernelPath.Widest.Require();

    private readonly ModelParameters _parameters;
    private readonly ScratchPool<ForecasterPass> _passes;

    private LstmForecaster(ForecasterShape shape, ModelParameters parameters)
    {
        (Shape, _parameters) = (shape, parameters);
        _passes = new(() => new(shape, parameters.Layers, new(shape.Width, [], []), Kernels));
    }

    /// <summary>The sizes.</summary>
    public ForecasterShape Shape { get; }

    /// <summary>The weights by PyTorch's names, in PyTorch's order: <c>lstm.weight_ih_l0</c> …, <c>output.weight</c>,
    /// <c>output.bias</c>.</summary>
    public OrderedDictionary<string, Tensor> Tensors => _parameters.ToTensors();

    /// <summary>A forecaster with the weights given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="FormatException">A tensor is missing, has another shape or holds what is not a finite number; the message names
    /// it.</exception>
    public static LstmForecaster From(ForecasterShape shape, IReadOnlyDictionary<string, Tensor> tensors) =>
        new(shape, ModelParameters.From(LayersOf(shape), tensors));

    /// <summary>A forecaster with weights drawn as PyTorch draws them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public static LstmForecaster Create(ForecasterShape shape, ulong seed) => new(shape, ModelParameters.Create(LayersOf(shape), seed));

    /// <summary>Trains until the validation loss no longer falls, on one thread, and returns the best epoch's weights.</summary>
    /// <param name="training">What is learned from.</param>
    /// <param name="validation">What decides when to stop; may be empty, then the training loss does.</param>
    /// <param name="options">Sizes and rates.</param>
    /// <param name="progress">Told of each epoch when it ends; losses are mean squared errors.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">There is nothing to learn from, or windows do not fit the options or each other.</exception>
    public static LstmForecaster Train(
        ForecastWindows training,
        ForecastWindows validation,
        ForecasterOptions options,
        Action<EpochResult>? progress = null,
        CancellationToken cancellation = default)
    {
        OptionRanges.Check(options);
        training.Check(options.Window, nameof(training));
        validation.Check(options.Window, nameof(validation));
        if (training.Count == 0)
            throw new ArgumentException("There are no windows to learn from.", nameof(training));
        if (validation.Width != training.Width)
            throw new ArgumentException($"Vectors of {validation.Width} do not validate vectors of {training.Width}.", nameof(validation));

        LstmForecaster start = Create(new(training.Width, options.Window, options.Units, options.Layers), options.Seed);
        ForecasterPass ofTraining = start.PassOver(Part(training, options, 0));
        ForecasterPass? ofValidation = validation.Count == 0 ? null : start.PassOver(Part(validation, options, 1));
        EpochLoop loop = new() { Batch = options.Batch, Epochs = options.MaxEpochs, EarlyStop = options.EarlyStop, Seed = options.Seed };
        GradientLearner learner = start.Learner(ofTraining, options);
        return new(start.Shape, loop.Run(learner, ofTraining, ofValidation, progress, cancellation));
    }

    /// <summary>A learner that starts from this forecaster and leaves it as it is; its examples are the windows.</summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">Windows do not fit the forecaster.</exception>
    public GradientLearner Learner(ForecastWindows windows, ForecasterOptions options)
    {
        OptionRanges.Check(options);
        windows.Check(Shape.Window, nameof(windows));
        if (windows.Width != Shape.Width)
            throw new ArgumentException($"Vectors are {windows.Width} wide; the forecaster's are {Shape.Width}.", nameof(windows));
        return Learner(PassOver(windows), options);
    }

    /// <summary>Forecasts the next vector of each window. A window's result does not hang on the batch that it is in.</summary>
    /// <param name="windows">(batch, window, width), oldest first; zeros where there is no vector yet.</param>
    /// <param name="next">(batch, width).</param>
    /// <exception cref="ArgumentException">The spans do not hold whole windows and as many results, or a value is not a finite
    /// number.</exception>
    public void Predict(ReadOnlySpan<float> windows, Span<float> next)
    {
        (int width, int window) = (Shape.Width, Shape.Window * Shape.Width);
        int batch = windows.Length / window;
        if (batch * window != windows.Length || next.Length != batch * width)
        {
            throw new ArgumentException(
                $"{windows.Length} numbers and {next.Length} results are not windows of {window} and {width} results each.");
        }

        foreach (float value in windows)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException("A value of a window is not a finite number.", nameof(windows));
        }

        ForecasterPass pass = _passes.Take();
        for (int start = 0; start < batch; start += Tile)
        {
            int rows = Math.Min(Tile, batch - start);
            pass.Begin(rows);
            for (int row = 0; row < rows; row++)
                pass.Put(row, windows.Slice((start + row) * window, window));
            pass.Forward(_parameters);
            for (int row = 0; row < rows; row++)
                pass.Forecasts.Slice(row * pass.ForecastRow, width).CopyTo(next[((start + row) * width)..]);
        }

        _passes.Give(pass);
    }

    private static List<Layer> LayersOf(ForecasterShape shape)
    {
        SizeRange.Check(nameof(shape.Width), shape.Width, 1_024);
        SizeRange.Check(nameof(shape.Window), shape.Window, 1_024);
        SizeRange.Check(nameof(shape.Units), shape.Units, 1_024);
        SizeRange.Check(nameof(shape.Layers), shape.Layers, 8);
        List<Layer> layers = [];
        int end = 0;
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            layers.Add(new LstmLayer("lstm", $"_l{layer}", layer == 0 ? shape.Width : shape.Units, shape.Units, end));
            end = layers[^1].End;
        }

        layers.Add(new DenseLayer("output", shape.Units, shape.Width, Activation.Linear, end));
        return layers;
    }

    private static ForecastWindows Part(ForecastWindows windows, ForecasterOptions options, ulong which)
    {
        if (windows.Count <= options.MaxWindows)
            return windows;
        int[] chosen = [.. Enumerable.Range(0, windows.Count)];
        SeededGenerator.For(options.Seed, 1, which).Shuffle(chosen);
        Array.Resize(ref chosen, options.MaxWindows);
        Array.Sort(chosen);
        (int width, int window) = (windows.Width, options.Window * windows.Width);
        return new(
            width,
            [.. chosen.SelectMany(i => windows.Windows.AsSpan(i * window, window).ToArray())],
            [.. chosen.SelectMany(i => windows.Targets.AsSpan(i * width, width).ToArray())]);
    }

    private ForecasterPass PassOver(ForecastWindows windows) => new(Shape, _parameters.Layers, windows, Kernels);

    private GradientLearner Learner(ForecasterPass pass, ForecasterOptions options) =>
        new(_parameters, pass, options.LearningRate, options.ClipNorm, Kernels);
}
