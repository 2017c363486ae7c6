using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>What compare learns from, what the truth is, and where it writes.</summary>
public sealed record CompareOptions
{
    /// <summary>Logs of normal days to learn from. Default none: the first sessions of the input.</summary>
    [Description("Log to learn from; may be given several times (default: the first sessions of the input)")]
    [ValueName("INPUT")]
    public IReadOnlyList<string> Learn { get; init; } = [];

    /// <summary>Share of the input's normal sessions, first ones first, that is learned from when <see cref="Learn"/> is not given. Default 0.5.</summary>
    [Description("Share of the input's normal sessions, first ones first, that is learned from when --learn is not given")]
    [Range(0.01, 0.99)]
    public double LearnShare { get; init; } = 0.5;

    /// <summary>A CSV file with the truth about sessions. Default none: lines' own labels.</summary>
    [Description("CSV file with the columns session (or BlockId, block, entity, node, host, id) and label; '-', 0, normal, false or nothing is normal")]
    [ValueName("FILE")]
    public string? Labels { get; init; }

    /// <summary>Names of detectors with commas between them. Default all.</summary>
    [Description("Detectors to compare, with commas between them, or all")]
    public string Compare { get; init; } = "all";

    /// <summary>A file for the comparison as JSON. Default none.</summary>
    [Description("Write the comparison to this file as JSON")]
    [ValueName("FILE")]
    public string? Json { get; init; }

    /// <summary>A file for the comparison as a page. Default none.</summary>
    [Description("Write the comparison to this file as one self-contained HTML page, with curves")]
    [ValueName("FILE")]
    public string? Html { get; init; }
}
