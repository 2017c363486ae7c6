using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Actors.Nodes;

/// <summary>How a node runs.</summary>
public sealed record NodeOptions
{
    /// <summary>The longest that a stop may take until all that was accepted is judged and stored. Default 30 s.</summary>
    [Description("Longest that a stop may take until all that was accepted is judged; what is not waits in the log for the next start")]
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most lines that a shard judges before it commits. Default 16,384.</summary>
    [Description("Most lines that a shard judges before it commits")]
    [Range(1, 1_000_000)]
    public int CommitLines { get; init; } = 16_384;
}
