using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Layers;

/// <summary>Moves all weights of a model at once by Adam, after its gradient has been clipped.</summary>
internal sealed class AdamOptimiser(ModelParameters weights, double clipNorm, KernelSet kernels)
{
    private readonly ModelParameters _mean = new(weights.Layers);
    private readonly ModelParameters _square = new(weights.Layers);
    private long _steps;

    /// <summary>One step.</summary>
    public void Step(ModelParameters gradient, double learningRate)
    {
        AdamRates rates = AdamRates.At(++_steps, learningRate, ClipScale(gradient));
        kernels.Adam(weights.All, gradient.All, _mean.All, _square.All, rates);
    }

    // Pascanu, Mikolov and Bengio, ICML 2013, algorithm 1: the whole gradient keeps its direction.
    private double ClipScale(ModelParameters gradient)
    {
        if (clipNorm == 0)
            return 1;
        double squares = 0;
        foreach (float value in gradient.All)
            squares += (double)value * value;
        double norm = Math.Sqrt(squares);
        return norm > clipNorm ? clipNorm / (norm + 1e-6) : 1;
    }
}
