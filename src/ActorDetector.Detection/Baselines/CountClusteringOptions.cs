using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Detection.Baselines;

/// <summary>How many count vectors the clustering keeps.</summary>
public sealed record CountClusteringOptions
{
    /// <summary>Most distinct count vectors that are kept, the most frequent ones. Default 20,000.</summary>
    [Description("count-clustering: most distinct count vectors of training that are kept, the most frequent ones")]
    [Range(1, 1_000_000)]
    public int CountVectors { get; init; } = 20_000;
}
