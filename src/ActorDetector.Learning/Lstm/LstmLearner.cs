using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Randomness;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Lstm;

/// <summary>Moves a network's weights step by step: forward, backward through time, clipping, Adam. Not for two threads at once.</summary>
/// <remarks>A batch is cut into chunks of a fixed size; each of a fixed number of gradients sums its chunks in order, and the gradients are
/// summed in order. Threads only choose who computes which: the weights are the same, bit for bit, with any number of them.</remarks>
public sealed class LstmLearner
{
    private const int Parts = 8;
    private const int LeastChunkRows = 6;

    private readonly LstmWeights _weights;
    private readonly TransposedWeights _transposed;
    private readonly KernelSet _kernels;
    private readonly TrainingOptions _options;
    private readonly LstmChunk[] _workers;
    private readonly LstmBatch[] _batches;
    private readonly LstmParameters?[] _gradients = new LstmParameters?[Parts];
    private readonly double[] _losses = new double[Parts];
    private readonly LstmParameters _mean;
    private readonly LstmParameters _square;
    private long _steps;

    /// <summary>A learner that starts from a network, on the widest vectors that the processor has.</summary>
    /// <param name="network">Where to start; is not changed.</param>
    /// <param name="options">Rates and threads; the sizes are those of the network.</param>
    public LstmLearner(LstmNetwork network, TrainingOptions options)
        : this(network, options, KernelPath.Widest)
    {
    }

    /// <summary>A learner on vectors of the width given. All widths give the same numbers.</summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    /// <exception cref="PlatformNotSupportedException">The processor has no such vectors.</exception>
    public LstmLearner(LstmNetwork network, TrainingOptions options, KernelPath path)
    {
        options.Check();
        (_kernels, _options) = (path.Require(), options);
        LearningRate = options.LearningRate;
        LstmParameters parameters = LstmParameters.From(network);
        (_weights, _transposed) = (new(parameters), new(parameters));
        (_mean, _square) = (new(parameters.Layout), new(parameters.Layout));
        int threads = Math.Min(options.Threads > 0 ? options.Threads : Environment.ProcessorCount, Parts);
        _workers = [.. Enumerable.Range(0, threads).Select(_ => new LstmChunk(_weights, _transposed, _kernels, options))];
        _batches = [.. Enumerable.Range(0, threads).Select(_ => new LstmBatch(network.Shape, LstmChunk.MaxRows))];
    }

    /// <summary>Adam's learning rate of the next steps; <see cref="TrainingOptions.LearningRate"/> at first.</summary>
    public double LearningRate { get; set; }

    /// <summary>The network as it is now.</summary>
    public LstmNetwork Network => LstmNetwork.From(_weights.Layout.Shape, _weights.Parameters.ToTensors());

    /// <summary>The gradient of the last step, before clipping, by PyTorch's names.</summary>
    /// <exception cref="InvalidOperationException">There was no step yet.</exception>
    public IReadOnlyDictionary<string, Tensor> Gradients =>
        (_gradients[0] ?? throw new InvalidOperationException("There is no gradient before the first step.")).ToTensors();

    /// <summary>Learns from one batch, and returns the mean surprise of its windows in nats, by weight, before the step.</summary>
    /// <param name="windows">Windows, targets and weights.</param>
    /// <param name="rows">Which of them are the batch; when they weigh nothing, nothing is learned.</param>
    /// <exception cref="ArgumentException">A key of theirs is not in the vocabulary.</exception>
    public double Learn(WeightedWindows windows, ReadOnlyMemory<int> rows)
    {
        double weight = Weight(windows, rows.Span);
        if (!(weight > 0))
            return 0;
        _steps++;
        int parts = Math.Min(Parts, Chunks(rows.Length));
        RunParts(parts, (worker, part) => LearnPart(windows, rows, weight, worker, part));
        LstmParameters gradient = Sum(parts);
        AdamRates rates = AdamRates.At(_steps, LearningRate, ClipScale(gradient));
        _kernels.Adam(_weights.Parameters.All, gradient.All, _mean.All, _square.All, rates);
        _weights.Refresh();
        _transposed.Refresh();
        return _losses.AsSpan(0, parts).ToArray().Sum() / weight;
    }

    /// <summary>The mean surprise of all windows in nats, by weight, without dropout; NaN without windows.</summary>
    public double Loss(WeightedWindows windows)
    {
        int[] rows = [.. Enumerable.Range(0, windows.Count)];
        double[] losses = new double[Chunks(rows.Length)];
        RunParts(losses.Length, (worker, chunk) =>
        {
            LstmBatch batch = _batches[worker];
            batch.Gather(windows, Rows(rows, chunk));
            losses[chunk] = _workers[worker].Forward(batch.Windows, batch.Targets, batch.Weights, noise: null);
        });
        return losses.Sum() / Weight(windows, rows);
    }

    // At least two chunks, for two threads, where there are enough rows for both.
    private static int ChunkRows(int rows) => Math.Clamp((rows + 1) / 2, LeastChunkRows, LstmChunk.MaxRows);

    private static int Chunks(int rows) => (rows + ChunkRows(rows) - 1) / ChunkRows(rows);

    private static ReadOnlySpan<int> Rows(ReadOnlyMemory<int> rows, int chunk)
    {
        int start = chunk * ChunkRows(rows.Length);
        return rows.Span[start..Math.Min(start + ChunkRows(rows.Length), rows.Length)];
    }

    private static double Weight(WeightedWindows windows, ReadOnlySpan<int> rows)
    {
        double sum = 0;
        foreach (int row in rows)
            sum += windows.Weights[row];
        return sum;
    }

    private void LearnPart(WeightedWindows windows, ReadOnlyMemory<int> rows, double weight, int worker, int part)
    {
        LstmParameters gradient = _gradients[part] ??= new(_weights.Layout);
        gradient.All.Clear();
        _losses[part] = 0;
        LstmBatch batch = _batches[worker];
        for (int chunk = part; chunk < Chunks(rows.Length); chunk += Parts)
        {
            batch.Gather(windows, Rows(rows, chunk));
            SeededGenerator noise = SeededGenerator.For(_options.Seed, (ulong)_steps, (ulong)chunk);
            _losses[part] += _workers[worker].Forward(batch.Windows, batch.Targets, batch.Weights, noise);
            _workers[worker].Backward(batch.Targets, batch.Weights, 1 / weight, gradient);
        }
    }

    private void RunParts(int parts, Action<int, int> run)
    {
        int workers = Math.Min(_workers.Length, parts), next = -1;
        if (workers <= 1)
            Work(0);
        else
            Parallel.For(0, workers, Work);

        void Work(int worker)
        {
            for (int part = Interlocked.Increment(ref next); part < parts; part = Interlocked.Increment(ref next))
                run(worker, part);
        }
    }

    private LstmParameters Sum(int parts)
    {
        LstmParameters sum = _gradients[0]!;
        for (int part = 1; part < parts; part++)
            _kernels.Add(sum.All, _gradients[part]!.All);
        foreach (BranchParameters branch in sum.Branches)
        {
            for (int layer = 0; layer < branch.Layout.Layers; layer++)
                branch.InputBias(layer).CopyTo(branch.RecurrentBias(layer));
        }

        return sum;
    }

    // Pascanu, Mikolov and Bengio, ICML 2013, algorithm 1: the whole gradient keeps its direction.
    private double ClipScale(LstmParameters gradient)
    {
        if (_options.ClipNorm == 0)
            return 1;
        double squares = 0;
        foreach (float value in gradient.All)
            squares += (double)value * value;
        double norm = Math.Sqrt(squares);
        return norm > _options.ClipNorm ? _options.ClipNorm / (norm + 1e-6) : 1;
    }
}
