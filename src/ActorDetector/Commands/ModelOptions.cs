using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>Which model judges, and with how much memory.</summary>
public sealed record ModelOptions
{
    /// <summary>The model bundle's folder.</summary>
    [Description("The model bundle that train wrote")]
    [ShortName("-m")]
    [ValueName("FOLDER")]
    [Required]
    public string Model { get; init; } = "";

    /// <summary>Memory for remembered predictions in MiB. Default 64.</summary>
    [Description("Memory for remembered predictions in MiB")]
    [Range(1, 65_536)]
    public int CacheMegabytes { get; init; } = 64;
}
