using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Detection.Baselines;

/// <summary>What the n-gram detector looks at.</summary>
public sealed record NgramOptions
{
    /// <summary>Events in a row that are looked up together. Default 2.</summary>
    [Description("n-gram: events in a row that are looked up together")]
    [Range(1, 4)]
    public int Ngram { get; init; } = 2;
}
