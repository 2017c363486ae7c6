using System.ComponentModel;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>Where evaluate finds the truth and where it writes.</summary>
public sealed record EvaluateOptions
{
    /// <summary>A CSV file with the truth about sessions. Default none: lines' own labels.</summary>
    [Description("CSV file with the columns session (or BlockId, block, entity, node, host, id) and label; '-', 0, normal, false or nothing is normal")]
    [ValueName("FILE")]
    public string? Labels { get; init; }

    /// <summary>A file for the report as JSON. Default none.</summary>
    [Description("Write the report to this file as JSON")]
    [ValueName("FILE")]
    public string? Json { get; init; }

    /// <summary>A file for the report as a page. Default none.</summary>
    [Description("Write the report to this file as one self-contained HTML page, with curves")]
    [ValueName("FILE")]
    public string? Html { get; init; }
}
