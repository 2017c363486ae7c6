namespace ActorDetector.Detection.Parameters;

/// <summary>The quantiles of the standard normal distribution.</summary>
/// <remarks>The rational approximation of P. J. Acklam (2003): its relative error is below 1.2e-9.</remarks>
public static class NormalQuantile
{
    private const double Tail = 0.02425;

    /// <summary>The number that a standard normal variable is below with a probability.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public static double Of(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        if (probability < Tail)
            return OfTail(Math.Sqrt(-2 * Math.Log(probability)));
        if (probability > 1 - Tail)
            return -OfTail(Math.Sqrt(-2 * Math.Log(1 - probability)));
        double q = probability - 0.5, r = q * q;
        return ((((((((((-3.969683028665376e+01 * r) + 2.209460984245205e+02) * r) - 2.759285104469687e+02) * r) + 1.383577518672690e+02) * r)
            - 3.066479806614716e+01) * r) + 2.506628277459239e+00) * q
            / ((((((((((-5.447609879822406e+01 * r) + 1.615858368580409e+02) * r) - 1.556989798598866e+02) * r) + 6.680131188771972e+01) * r)
            - 1.328068155288572e+01) * r) + 1);
    }

    private static double OfTail(double q) =>
        ((((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838e+00) * q) - 2.549732539343734e+00) * q)
        + 4.374664141464968e+00) * q) + 2.938163982698783e+00)
        / ((((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996e+00) * q) + 3.754408661907416e+00) * q) + 1);
}
