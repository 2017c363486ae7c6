using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>Where detect tells of anomalies.</summary>
public sealed record DetectOptions
{
    /// <summary>A file for all anomalies, streamed as they are found. Default none: a ranked table.</summary>
    [Description("Write every anomaly to this file as it is found: .jsonl or .csv")]
    [ShortName("-o")]
    [ValueName("FILE")]
    public string? Output { get; init; }

    /// <summary>Rows of the ranked table. Default 20.</summary>
    [Description("Anomalies in the ranked table")]
    [Range(0, 100_000)]
    public int Top { get; init; } = 20;

    /// <summary>Whether the exit code is 3 when there were anomalies. Default off.</summary>
    [Description("End with exit code 3 when there were anomalies")]
    public bool FailOnAnomaly { get; init; }
}
