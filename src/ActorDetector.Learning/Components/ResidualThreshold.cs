using MathNet.Numerics.Distributions;

namespace ActorDetector.Learning.Components;

/// <summary>The squared prediction error that a normal row stays below.</summary>
internal static class ResidualThreshold
{
    // Above what rounding to 32 bits leaves of a row that the components carry in full.
    private const double Rounding = 1e-6;

    /// <summary>The Q statistic of Jackson and Mudholkar ("Control procedures for residuals associated with principal component analysis",
    /// Technometrics 1979), with the two-sided normal quantile that work on logs uses: 3.2905 at an alpha of 0.001.</summary>
    /// <remarks>It is not defined where h₀ or the power's base is not positive: there the residual's two first moments are matched by a
    /// scaled chi-squared distribution (Box, "Some theorems on quadratic forms", 1954). Without a residual, nothing but rounding is
    /// normal.</remarks>
    /// <param name="residual">The eigenvalues that the components leave.</param>
    /// <param name="variance">The sum of all eigenvalues.</param>
    /// <param name="alpha">False-positive rate.</param>
    public static double Of(IReadOnlyCollection<double> residual, double variance, double alpha)
    {
        // As shares of the variance, so that no power is beyond what a double holds.
        double phi1 = residual.Sum(value => value / variance);
        double phi2 = residual.Sum(value => Math.Pow(value / variance, 2)), phi3 = residual.Sum(value => Math.Pow(value / variance, 3));
        if (phi1 <= Rounding)
            return Rounding * variance;
        double h0 = 1 - (2 * phi1 * phi3 / (3 * phi2 * phi2));
        double quantile = Normal.InvCDF(0, 1, 1 - (alpha / 2));
        double root = 1 + (quantile * Math.Sqrt(2 * phi2 * h0 * h0) / phi1) + (phi2 * h0 * (h0 - 1) / (phi1 * phi1));
        double limit = h0 > 0 && root > 0
            ? phi1 * Math.Pow(root, 1 / h0)
            : phi2 / phi1 * ChiSquared.InvCDF(phi1 * phi1 / phi2, 1 - (alpha / 2));
        return variance * Math.Max(Rounding, limit);
    }
}
