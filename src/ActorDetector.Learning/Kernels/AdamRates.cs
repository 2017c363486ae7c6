namespace ActorDetector.Learning.Kernels;

/// <summary>One step's rates of Adam (Kingma and Ba, ICLR 2015, algorithm 1), the bias corrections already in them.</summary>
/// <param name="Step">Learning rate over the correction of the first moment.</param>
/// <param name="Root">Square root of the correction of the second moment.</param>
/// <param name="GradientScale">What the gradient is multiplied by first: less than 1 where it is clipped.</param>
internal readonly record struct AdamRates(float Step, float Root, float GradientScale)
{
    /// <summary>β₁ of the paper.</summary>
    public const double MeanDecay = 0.9;

    /// <summary>β₂ of the paper.</summary>
    public const double SquareDecay = 0.999;

    /// <summary>ε of the paper.</summary>
    public const float Epsilon = 1e-8f;

    /// <summary>The rates of a step.</summary>
    /// <param name="step">Its number, from 1.</param>
    /// <param name="learningRate">Learning rate.</param>
    /// <param name="gradientScale">What the gradient is multiplied by.</param>
    public static AdamRates At(long step, double learningRate, double gradientScale) => new(
        (float)(learningRate / (1 - Math.Pow(MeanDecay, step))),
        (float)Math.Sqrt(1 - Math.Pow(SquareDecay, step)),
        (float)gradientScale);
}
