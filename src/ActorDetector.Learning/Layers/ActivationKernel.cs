using System.Runtime.Intrinsics;
using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Layers;

/// <summary>Activations in place and their derivatives. One width of vectors for every processor: dense layers spend their time in products.</summary>
internal static unsafe class ActivationKernel
{
    /// <summary>Applies the activation.</summary>
    /// <param name="values">A multiple of four numbers.</param>
    /// <param name="activation">Which.</param>
    public static void Apply(Span<float> values, Activation activation)
    {
        if (activation == Activation.Linear)
            return;
        fixed (float* start = values)
        {
            for (float* at = start; at < start + values.Length; at += Lanes128.Count)
            {
                Vector128<float> x = Lanes128.Load(at);
                Lanes128.Store(
                    activation switch
                    {
                        Activation.Tanh => Exponential<Vector128<float>, Lanes128>.Tanh(x),
                        Activation.Sigmoid => Exponential<Vector128<float>, Lanes128>.Logistic(x),
                        _ => Lanes128.Max(x, default),
                    },
                    at);
            }
        }
    }

    /// <summary>Turns the gradient of results into that of the sums that they came from.</summary>
    /// <param name="gradient">In place.</param>
    /// <param name="results">What <see cref="Apply"/> gave.</param>
    /// <param name="activation">Which.</param>
    public static void Derive(Span<float> gradient, ReadOnlySpan<float> results, Activation activation)
    {
        for (int i = 0; activation != Activation.Linear && i < gradient.Length; i++)
        {
            float y = results[i];
            gradient[i] *= activation switch
            {
                Activation.Tanh => 1 - (y * y),
                Activation.Sigmoid => y * (1 - y),
                _ => y > 0 ? 1 : 0,
            };
        }
    }
}
