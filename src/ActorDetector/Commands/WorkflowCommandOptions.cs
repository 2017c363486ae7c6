using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>Which workflow is drawn, and how.</summary>
public sealed record WorkflowCommandOptions
{
    /// <summary>The model bundle's folder.</summary>
    [Description("The model bundle that train wrote")]
    [ShortName("-m")]
    [ValueName("FOLDER")]
    [Required]
    public string Model { get; init; } = "";

    /// <summary>The number of the task, from 1. Default: the one that the session is nearest to, or the first.</summary>
    [Description("Number of the task, from 1 (default: the one that the session is nearest to, or the most frequent)")]
    [Range(1, 256)]
    public int? Task { get; init; }

    /// <summary>The notation. Default Mermaid.</summary>
    [Description("The notation")]
    public WorkflowNotation As { get; init; } = WorkflowNotation.Mermaid;

    /// <summary>A session whose way is shown, as its log keys. Default none.</summary>
    [Description("Show the way of a session, given as its log keys with blanks between them, and what is wrong with it")]
    [ValueName("KEYS")]
    public string? Session { get; init; }

    /// <summary>The file to write to. Default: the standard output.</summary>
    [Description("Write to this file")]
    [ShortName("-o")]
    [ValueName("FILE")]
    public string? Output { get; init; }
}
