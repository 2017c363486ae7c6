using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Learning.Components;

/// <summary>How the principal components of count vectors are found and where the line is drawn.</summary>
public sealed record ComponentOptions
{
    /// <summary>Share of the variance that the components must carry; what they do not carry is judged. Default 0.95.</summary>
    [Description("Share of the variance of count vectors that their principal components must carry")]
    [Range(0.01, 1.0)]
    public double ComponentVariance { get; init; } = 0.95;

    /// <summary>The false-positive rate that the threshold stands for, if counts were normally distributed. Default 0.001.</summary>
    [Description("False-positive rate that the threshold of the principal components stands for")]
    [Range(1e-9, 0.5)]
    public double ComponentAlpha { get; init; } = 0.001;

    /// <summary>Does nothing when every option is within its range.</summary>
    /// <exception cref="ValidationException">An option is not; the message names it, its value and the range.</exception>
    public void Check() => OptionRanges.Check(this);
}
