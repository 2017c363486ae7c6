using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Actors.Nodes;

/// <summary>How a node runs.</summary>
public sealed record NodeOptions
{
    // The program alone, with a store and a small model, takes half of it.
    private const long LeastMemory = 256 << 20;

    /// <summary>Most memory of the process in bytes. The collected heap may take three quarters of it; near it no more lines are taken until there is less:
    /// HTTP answers 429, files and TCP wait, UDP is dropped and counted. Default: three quarters of what the machine or the container has, so that the
    /// system never has to end the process and still has room for caching its files.</summary>
    [Description("Most memory of the process in bytes; near it sources wait (default: three quarters of the machine's or container's)")]
    [Range(LeastMemory, 1L << 50)]
    public long? MaxMemory { get; init; }

    /// <summary>The longest that a stop may take until all that was accepted is judged and stored. Default 30 s.</summary>
    [Description("Longest that a stop may take until all that was accepted is judged; what is not waits in the log for the next start")]
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most lines that a shard judges, and most sessions that it closes as no line came for them, before it commits. Default 16,384.</summary>
    [Description("Most lines that a shard judges, and sessions it closes by the clock, before it commits")]
    [Range(1, 1_000_000)]
    public int CommitLines { get; init; } = 16_384;
}
