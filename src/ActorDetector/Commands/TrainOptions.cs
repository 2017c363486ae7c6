using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>Where train writes.</summary>
public sealed record TrainOptions
{
    /// <summary>The model bundle's folder.</summary>
    [Description("The folder to write the model bundle to; a bundle that is there is replaced")]
    [ShortName("-o")]
    [ValueName("FOLDER")]
    [Required]
    public string Output { get; init; } = "";

    /// <summary>A model bundle whose feedback is carried over. Default: the one that is replaced.</summary>
    [Description("Carry over what persons marked in this model by update (default: in the model that is replaced)")]
    [ValueName("FOLDER")]
    public string? Feedback { get; init; }
}
