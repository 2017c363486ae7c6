using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>What a person marked, of which model, and where update writes.</summary>
public sealed record UpdateOptions
{
    /// <summary>The model bundle's folder.</summary>
    [Description("The model bundle that train wrote")]
    [ShortName("-m")]
    [ValueName("FOLDER")]
    [Required]
    public string Model { get; init; } = "";

    /// <summary>Files of sessions that a person marked as normal. Default none.</summary>
    [Description("Log or sequences whose sessions a person marked as normal, or a pattern as 'marked/*.log'; may be given several times")]
    [ValueName("FILE")]
    public IReadOnlyList<string> Normal { get; init; } = [];

    /// <summary>Files of sessions that a person marked as anomalous. Default none.</summary>
    [Description("Log or sequences whose sessions a person marked as anomalous: remembered, and always told; may be given several times")]
    [ValueName("FILE")]
    public IReadOnlyList<string> Anomalous { get; init; } = [];

    /// <summary>The folder of the new version. Default: the model's own place, the old version kept beside it.</summary>
    [Description("The folder to write the new version to (default: the model's own place; the old version is kept beside it as FOLDER.VERSION)")]
    [ShortName("-o")]
    [ValueName("FOLDER")]
    public string? Output { get; init; }
}
