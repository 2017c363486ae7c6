namespace ActorDetector.Detection.Parameters;

/// <summary>The Gaussian that forecast errors of normal vectors follow, and the interval that they lie in.</summary>
/// <param name="Mean">Mean of the squared errors' means.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Low">The least normal error.</param>
/// <param name="High">The greatest.</param>
internal readonly record struct ErrorFit(double Mean, double Deviation, double Low, double High)
{
    // Forecasts that are all exact would make every rounding an anomaly.
    private const double LeastDeviation = 1e-6;

    /// <summary>The fit to errors.</summary>
    public static ErrorFit To(ReadOnlySpan<double> errors, double confidence, ErrorInterval interval)
    {
        double mean = 0, variance = 0;
        foreach (double error in errors)
            mean += error / errors.Length;
        foreach (double error in errors)
            variance += (error - mean) * (error - mean) / errors.Length;
        double deviation = Math.Max(Math.Sqrt(variance), LeastDeviation);
        bool twoSided = interval == ErrorInterval.TwoSided;
        double reach = NormalQuantile.Of(twoSided ? (1 + confidence) / 2 : confidence) * deviation;
        return new(mean, deviation, twoSided ? mean - reach : double.NegativeInfinity, mean + reach);
    }

    /// <summary>Whether an error is outside of the interval.</summary>
    public bool IsOutside(double error) => error < Low || error > High;

    /// <summary>How surprising an error is, in nats: minus the logarithm of the most that any distribution of this mean and deviation has
    /// so far out (Cantelli's inequality), for real errors have heavier tails than a Gaussian.</summary>
    public double Surprise(double error)
    {
        double far = (error - Mean) / Deviation;
        return Math.Log(1 + (far * far));
    }
}
