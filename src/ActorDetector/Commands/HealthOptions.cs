using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Commands;

/// <summary>What health asks a node, and for how long.</summary>
public sealed record HealthOptions
{
    /// <summary>Whether it is enough that the process answers; else it must be ready. Default false.</summary>
    [Description("Ask only whether the process answers, not whether it is ready")]
    public bool LiveOnly { get; init; }

    /// <summary>Longest that the answer may take. Default 5 seconds.</summary>
    [Description("Longest that the answer may take, as 5s")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan HealthTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
