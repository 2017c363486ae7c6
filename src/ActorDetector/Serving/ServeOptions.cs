using System.ComponentModel;
using ActorDetector.CommandLine;
using Microsoft.Extensions.Logging;

namespace ActorDetector.Serving;

/// <summary>Where a running node keeps what it must not lose, and how it tells of itself.</summary>
public sealed record ServeOptions
{
    /// <summary>The folder of the node: the shard log, the store, copies of models. One process at a time has it. Default
    /// <c>actordetector-data</c>.</summary>
    [Description("Folder of the node: the shard log, the store, copies of models; one process at a time has it")]
    [ValueName("FOLDER")]
    public string Data { get; init; } = "actordetector-data";

    /// <summary>Whether lines are read from the standard input. Default false.</summary>
    [Description("Read lines from the standard input")]
    public bool Stdin { get; init; }

    /// <summary>Whether the node ends when the standard input has ended and all of it is judged. Default false.</summary>
    [Description("End when the standard input has ended and all of it is judged")]
    public bool ExitAtEnd { get; init; }

    /// <summary>The least important messages of its own log. Default information.</summary>
    [Description("Least important messages of the node's own log, on the standard error")]
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>How its own log is written. Default text.</summary>
    [Description("How the node's own log is written")]
    public LogStyle LogStyle { get; init; } = LogStyle.Text;
}
