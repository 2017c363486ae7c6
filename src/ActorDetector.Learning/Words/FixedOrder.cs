using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActorDetector.Learning.Words;

/// <summary>Operations on short vectors that add in one order, four lanes at a time, so that the result is the same on every processor.</summary>
internal static class FixedOrder
{
    private const int Lanes = 4;

    /// <summary>The inner product of two vectors of one length.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector128<float>> left = MemoryMarshal.Cast<float, Vector128<float>>(a);
        ReadOnlySpan<Vector128<float>> right = MemoryMarshal.Cast<float, Vector128<float>>(b[..a.Length]);
        Vector128<float> sums = Vector128<float>.Zero;
        for (int i = 0; i < left.Length; i++)
            sums += left[i] * right[i];
        float sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        for (int i = left.Length * Lanes; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Adds a multiple of a vector to another.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        Span<Vector128<float>> to = MemoryMarshal.Cast<float, Vector128<float>>(target);
        ReadOnlySpan<Vector128<float>> from = MemoryMarshal.Cast<float, Vector128<float>>(source[..target.Length]);
        for (int i = 0; i < to.Length; i++)
            to[i] += from[i] * factor;
        for (int i = to.Length * Lanes; i < target.Length; i++)
            target[i] += source[i] * factor;
    }

    /// <summary>Brings a vector to length 1; one without length, or with what is no number, is left.</summary>
    /// <returns>Whether it has length 1 now.</returns>
    public static bool Normalise(Span<float> vector)
    {
        double length = Math.Sqrt(Dot(vector, vector));
        if (!(length > 1e-30) || double.IsInfinity(length))
            return false;
        for (int i = 0; i < vector.Length; i++)
            vector[i] = (float)(vector[i] / length);
        return true;
    }
}
