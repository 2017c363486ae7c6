using ActorDetector.Learning.Kernels;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Layers;

/// <summary>Moves a model's weights step by step: forward, backward, clipping, Adam. Not for two threads at once.</summary>
public sealed class GradientLearner
{
    // Examples whose loss is computed at once.
    private const int Tile = 64;

    private readonly ITrainingPass _pass;
    private readonly AdamOptimiser _optimiser;
    private readonly ModelParameters _gradient;

    /// <summary>A learner that starts from a copy of the weights.</summary>
    internal GradientLearner(ModelParameters start, ITrainingPass pass, double learningRate, double clipNorm, KernelSet kernels)
    {
        (Parameters, _pass, LearningRate) = (start.Copy(), pass, learningRate);
        _optimiser = new(Parameters, clipNorm, kernels);
        _gradient = new(start.Layers);
    }

    /// <summary>Adam's learning rate of the next steps.</summary>
    public double LearningRate { get; set; }

    /// <summary>The weights as they are now, by PyTorch's names.</summary>
    public OrderedDictionary<string, Tensor> Tensors => Parameters.ToTensors();

    /// <summary>The gradient of the last step before clipping, by PyTorch's names; zero before the first.</summary>
    public OrderedDictionary<string, Tensor> Gradients => _gradient.ToTensors();

    /// <summary>The weights as they are now.</summary>
    internal ModelParameters Parameters { get; }

    /// <summary>Learns from one batch, and returns the mean loss of its examples, by weight, before the step.</summary>
    /// <param name="examples">Which of the examples that the learner was made for are the batch.</param>
    /// <param name="weights">The weight of each; when they weigh nothing, nothing is learned.</param>
    public double Learn(ReadOnlySpan<int> examples, ReadOnlySpan<float> weights)
    {
        double weight = Sum(weights);
        if (!(weight > 0))
            return 0;
        _gradient.All.Clear();
        double loss = _pass.Run(Parameters, examples, weights, 1 / weight, _gradient);
        _optimiser.Step(_gradient, LearningRate);
        return loss / weight;
    }

    /// <summary>The mean loss of all examples of a pass, by weight; NaN without any.</summary>
    internal double Loss(ITrainingPass pass)
    {
        ReadOnlySpan<float> weights = pass.Weights;
        int[] examples = [.. Enumerable.Range(0, weights.Length)];
        double loss = 0;
        for (int start = 0; start < examples.Length; start += Tile)
        {
            int count = Math.Min(Tile, examples.Length - start);
            loss += pass.Run(Parameters, examples.AsSpan(start, count), weights.Slice(start, count), 0, gradient: null);
        }

        return loss / Sum(weights);
    }

    private static double Sum(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        foreach (float weight in weights)
            sum += weight;
        return sum;
    }
}
