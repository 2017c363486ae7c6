using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Learning.Forests;

/// <summary>How an isolation forest is grown and where it draws the line.</summary>
public sealed record ForestOptions
{
    /// <summary>Trees of the forest. Default 100.</summary>
    [Description("Trees of the isolation forest")]
    [Range(1, 1_000)]
    public int ForestTrees { get; init; } = 100;

    /// <summary>Rows that each tree is grown from, counted as often as they were seen. Default 256.</summary>
    [Description("Rows that each tree of the isolation forest is grown from")]
    [Range(2, 16_384)]
    public int ForestSample { get; init; } = 256;

    /// <summary>Share of the training rows that may score above the threshold; 0 puts it at the highest training score.
    /// Default 0.005.</summary>
    [Description("Share of the training rows that the isolation forest may call anomalous")]
    [Range(0.0, 0.5)]
    public double ForestContamination { get; init; } = 0.005;

    /// <summary>Does nothing when every option is within its range.</summary>
    /// <exception cref="ValidationException">An option is not; the message names it, its value and the range.</exception>
    public void Check() => OptionRanges.Check(this);
}
