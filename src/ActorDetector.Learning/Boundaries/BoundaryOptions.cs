using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Learning.Boundaries;

/// <summary>How a one-class boundary is drawn.</summary>
public sealed record BoundaryOptions
{
    /// <summary>Share of the training rows that may lie outside: the nu of the one-class support vector machine. Default 0.005.</summary>
    [Description("Share of the training rows that may lie outside the boundary (nu)")]
    [Range(1e-6, 1.0)]
    public double BoundaryNu { get; init; } = 0.005;

    /// <summary>Gamma of the kernel exp(−gamma · squared distance). Default: 1 / the total variance, so that for two rows drawn at random the
    /// exponent is −2 on average.</summary>
    [Description("Gamma of the boundary's kernel (default: 1 / the total variance of the training rows)")]
    [Range(1e-12, 1e12)]
    public double? BoundaryGamma { get; init; }

    /// <summary>Most rows that the boundary is computed from; of more, as many are drawn by weight. Time and memory grow with
    /// its square. Default 2,000.</summary>
    [Description("Most rows that the boundary is computed from; of more, as many are drawn by weight")]
    [Range(1, 10_000)]
    public int BoundaryRows { get; init; } = 2_000;

    /// <summary>Does nothing when every option is within its range.</summary>
    /// <exception cref="ValidationException">An option is not; the message names it, its value and the range.</exception>
    public void Check() => OptionRanges.Check(this);
}
