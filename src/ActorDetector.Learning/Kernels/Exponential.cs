using System.Runtime.CompilerServices;

namespace ActorDetector.Learning.Kernels;

/// <summary>The logistic function, tanh and e^x, about 1e-7 from the true value, in the same operations on every width.</summary>
/// <remarks>All stand on 2^y = 2^n (1 + m), n the integer nearest to y, and m = r q(r) with a polynomial q of degree 5 through the
/// Chebyshev
/// nodes of (2^r − 1) / r on [−½, ½]. Keeping m apart from 1 keeps tanh exact near zero.</remarks>
internal static class Exponential<TVector, TLanes>
    where TVector : struct
    where TLanes : struct, ILanes<TVector>
{
    private const float Log2E = 1.44269504f;

    // Adding it rounds to an integer and leaves that integer, plus the exponent's bias of 127, in the lowest bits.
    private const float Shift = 12_582_912 + 127;

    // Beyond where logistic and tanh have reached their limits; 2^n stays a normal number.
    private const float Largest = 100;

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Logistic(TVector x)
    {
        TVector one = TLanes.Broadcast(1);
        (TVector power, TVector m) = Split(TLanes.Multiply(x, TLanes.Broadcast(-Log2E)));
        return TLanes.Divide(one, TLanes.MultiplyAdd(power, m, TLanes.Add(power, one)));
    }

    /// <summary>tanh x = (e^2x − 1) / (e^2x + 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        (TVector power, TVector m) = Split(TLanes.Multiply(x, TLanes.Broadcast(2 * Log2E)));
        TVector less = TLanes.MultiplyAdd(power, m, TLanes.Subtract(power, TLanes.Broadcast(1)));
        return TLanes.Divide(less, TLanes.Add(less, TLanes.Broadcast(2)));
    }

    /// <summary>e^x, for x between −69 and 69, and that of the nearer end beyond them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        (TVector power, TVector m) = Split(TLanes.Multiply(x, TLanes.Broadcast(Log2E)));
        return TLanes.MultiplyAdd(power, m, power);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector Power, TVector M) Split(TVector y)
    {
        TVector shift = TLanes.Broadcast(Shift);
        y = TLanes.Max(TLanes.Min(y, TLanes.Broadcast(Largest)), TLanes.Broadcast(-Largest));
        TVector shifted = TLanes.Add(y, shift);
        TVector r = TLanes.Subtract(y, TLanes.Subtract(shifted, shift));
        TVector q = TLanes.MultiplyAdd(r, TLanes.Broadcast(0.000154531634f), TLanes.Broadcast(0.00133908633f));
        q = TLanes.MultiplyAdd(q, r, TLanes.Broadcast(0.00961808302f));
        q = TLanes.MultiplyAdd(q, r, TLanes.Broadcast(0.0555035695f));
        q = TLanes.MultiplyAdd(q, r, TLanes.Broadcast(0.240226507f));
        q = TLanes.MultiplyAdd(q, r, TLanes.Broadcast(0.693147182f));
        return (TLanes.PowerOfTwo(shifted), TLanes.Multiply(q, r));
    }
}
