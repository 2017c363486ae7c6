using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.CommandLine;

namespace ActorDetector.Commands;

/// <summary>Where demo works.</summary>
public sealed record DemoOptions
{
    /// <summary>The folder for logs, model and results. Default <c>actordetector-demo</c>.</summary>
    [Description("The folder for the logs, the model and the results")]
    [ShortName("-o")]
    [ValueName("FOLDER")]
    public string Output { get; init; } = "actordetector-demo";

    /// <summary>Rows of the ranked table. Default 10.</summary>
    [Description("Anomalies in the ranked table")]
    [Range(0, 100_000)]
    public int Top { get; init; } = 10;
}
