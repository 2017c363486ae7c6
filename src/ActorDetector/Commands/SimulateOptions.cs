using System.ComponentModel;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>Where simulate writes.</summary>
public sealed record SimulateOptions
{
    /// <summary>The folder for the logs and their labels. Default none.</summary>
    [Description("The folder to write train.log, live.log, labels.csv and lines.csv to")]
    [ShortName("-o")]
    [ValueName("FOLDER")]
    public string? Output { get; init; }

    /// <summary>Whether the live log goes to standard output at its rate. Default off.</summary>
    [Description("Write the live log to standard output, --rate lines a second, instead of to files")]
    public bool Live { get; init; }
}
