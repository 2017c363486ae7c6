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

    /// <summary>A folder for TensorBoard's event files. Default none.</summary>
    [Description("Write event files for TensorBoard to this folder: losses, accuracy, learning rate, histograms of the weights")]
    [ValueName("FOLDER")]
    public string? Tensorboard { get; init; }

    /// <summary>Word vectors made elsewhere, in the text format of word2vec and fastText. Default none: trained on the templates.</summary>
    [Description("Word vectors made elsewhere, in the text format of word2vec and fastText (default: trained on the templates)")]
    [ValueName("FILE")]
    public string? WordVectors { get; init; }

    /// <summary>Pairs of words that mean the same or the opposite, beside those that are built in. Default none.</summary>
    [Description("Pairs of words, one a line: start = begin for the same meaning, up != down for the opposite; beside those that are built in")]
    [ValueName("FILE")]
    public string? WordPairs { get; init; }
}
