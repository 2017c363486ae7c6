namespace ActorDetector.Detection.Parameters;

/// <summary>The Gaussian that the logarithms of normal forecast errors follow, and the interval that they lie in.</summary>
/// <param name="Mean">Mean of the logarithms of the mean squared errors.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Low">The least normal logarithm.</param>
/// <param name="High">The greatest.</param>
/// <remarks>DeepLog (section 3.3) fits the errors themselves. Those are no Gaussian, for squares have a long tail: on simulated logs an
/// interval of confidence 0.999 then calls 1.8 % of the normal lines anomalous, and with logarithms 0.01 %, at the same recall. The interval
/// holds at least its share of the errors that it was fitted to.</remarks>
internal readonly record struct ErrorFit(double Mean, double Deviation, double Low, double High)
{
    // Forecasts that are all exact would make every rounding an anomaly.
    private const double LeastError = 1e-9;
    private const double LeastDeviation = 1e-3;

    /// <summary>The fit to errors.</summary>
    public static ErrorFit To(IEnumerable<double> errors, double confidence, ErrorInterval interval)
    {
        double[] logarithms = [.. errors.Select(Logarithm)];
        double mean = logarithms.Average();
        double deviation = Math.Max(Math.Sqrt(logarithms.Average(value => (value - mean) * (value - mean))), LeastDeviation);
        bool twoSided = interval == ErrorInterval.TwoSided;
        double reach = NormalQuantile.Of(twoSided ? (1 + confidence) / 2 : confidence) * deviation;
        // Where most forecasts are exact and a few are far off, a Gaussian is narrower than the errors that it was fitted to.
        Array.Sort(logarithms);
        int beyond = (int)((1 - confidence) * logarithms.Length / (twoSided ? 2 : 1));
        return new(
            mean,
            deviation,
            twoSided ? Math.Min(mean - reach, logarithms[beyond]) : double.NegativeInfinity,
            Math.Max(mean + reach, logarithms[^(beyond + 1)]));
    }

    /// <summary>Whether an error is outside of the interval.</summary>
    public bool IsOutside(double error) => Logarithm(error) < Low || Logarithm(error) > High;

    /// <summary>How surprising an error is, in nats: minus the logarithm of the Gaussian's tail beyond it, by M. R. Sampford's bound
    /// (1953).</summary>
    public double Surprise(double error)
    {
        double far = Math.Abs(Logarithm(error) - Mean) / Deviation;
        return (far * far / 2) - Math.Log(4 / (Math.Sqrt(2 * Math.PI) * ((3 * far) + Math.Sqrt((far * far) + 8))));
    }

    private static double Logarithm(double error) => Math.Log(error + LeastError);
}
