using System.Runtime.CompilerServices;

namespace ActorDetector.Learning.Kernels;

/// <summary>What runs over one row or one span of numbers.</summary>
internal static unsafe class ElementKernel<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Adds the bias to a row of logits and takes the logarithm of the sum of its exponentials off it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogSoftmax(float* logits, float* bias, int width)
    {
        // 32 lanes on every width, so that the sum is the same on all.
        float* lanes = stackalloc float[Panels.Width];
        for (int lane = 0; lane < Panels.Width; lane++)
            lanes[lane] = float.NegativeInfinity;
        for (nint start = 0; start < width; start += Panels.Width)
        {
            for (nint lane = 0; lane < Panels.Width; lane += TLanes.Count)
            {
                TVector logit = TLanes.Add(TLanes.Load(logits + start + lane), TLanes.Load(bias + start + lane));
                TLanes.Store(logit, logits + start + lane);
                TLanes.Store(TLanes.Max(TLanes.Load(lanes + lane), logit), lanes + lane);
            }
        }

        float largest = lanes[0];
        for (int lane = 1; lane < Panels.Width; lane++)
            largest = Math.Max(largest, lanes[lane]);
        TVector shift = TLanes.Broadcast(largest);
        new Span<float>(lanes, Panels.Width).Clear();
        for (nint start = 0; start < width; start += Panels.Width)
        {
            for (nint lane = 0; lane < Panels.Width; lane += TLanes.Count)
            {
                TVector less = TLanes.Subtract(TLanes.Load(logits + start + lane), shift);
                TLanes.Store(TLanes.Add(TLanes.Load(lanes + lane), Exponential<TVector, TLanes>.Exp(less)), lanes + lane);
            }
        }

        double sum = 0;
        for (int lane = 0; lane < Panels.Width; lane++)
            sum += lanes[lane];
        TVector logSum = TLanes.Broadcast((float)Math.Log(sum));
        for (nint index = 0; index < width; index += TLanes.Count)
            TLanes.Store(TLanes.Subtract(TLanes.Subtract(TLanes.Load(logits + index), shift), logSum), logits + index);
    }

    /// <summary>scale × e^value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaledExp(float* values, float scale, int length)
    {
        TVector factor = TLanes.Broadcast(scale);
        for (nint index = 0; index < length; index += TLanes.Count)
            TLanes.Store(TLanes.Multiply(factor, Exponential<TVector, TLanes>.Exp(TLanes.Load(values + index))), values + index);
    }

    /// <summary>sum + addend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* sum, float* addend, int length)
    {
        for (nint index = 0; index < length; index += TLanes.Count)
            TLanes.Store(TLanes.Add(TLanes.Load(sum + index), TLanes.Load(addend + index)), sum + index);
    }

    /// <summary>Adam in PyTorch's form: w − step m / (√s / root + ε).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adam(float* weights, float* gradient, float* mean, float* square, AdamRates rates, int length)
    {
        TVector step = TLanes.Broadcast(rates.Step), root = TLanes.Broadcast(rates.Root), scale = TLanes.Broadcast(rates.GradientScale);
        TVector meanDecay = TLanes.Broadcast((float)AdamRates.MeanDecay);
        TVector meanShare = TLanes.Broadcast((float)(1 - AdamRates.MeanDecay));
        TVector squareDecay = TLanes.Broadcast((float)AdamRates.SquareDecay);
        TVector squareShare = TLanes.Broadcast((float)(1 - AdamRates.SquareDecay));
        TVector epsilon = TLanes.Broadcast(AdamRates.Epsilon);
        for (nint index = 0; index < length; index += TLanes.Count)
        {
            TVector g = TLanes.Multiply(TLanes.Load(gradient + index), scale);
            TVector m = TLanes.MultiplyAdd(meanShare, g, TLanes.Multiply(meanDecay, TLanes.Load(mean + index)));
            TVector s = TLanes.MultiplyAdd(TLanes.Multiply(squareShare, g), g, TLanes.Multiply(squareDecay, TLanes.Load(square + index)));
            TVector divisor = TLanes.Add(TLanes.Divide(TLanes.SquareRoot(s), root), epsilon);
            TLanes.Store(m, mean + index);
            TLanes.Store(s, square + index);
            TLanes.Store(
                TLanes.Subtract(TLanes.Load(weights + index), TLanes.Divide(TLanes.Multiply(step, m), divisor)), weights + index);
        }
    }
}
