namespace ActorDetector.Learning.Layers;

/// <summary>What a model computes over its examples: their loss, and its gradient. Has scratch; not for two threads at once.</summary>
internal interface ITrainingPass
{
    /// <summary>How often each example was seen.</summary>
    ReadOnlySpan<float> Weights { get; }

    /// <summary>The sum of the examples' losses, each times its weight.</summary>
    /// <param name="parameters">The model's weights.</param>
    /// <param name="examples">Which examples.</param>
    /// <param name="weights">Their weights here.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    /// <param name="gradient">Is added to; null where it is not wanted.</param>
    double Run(
        ModelParameters parameters, ReadOnlySpan<int> examples, ReadOnlySpan<float> weights, double scale, ModelParameters? gradient);
}
