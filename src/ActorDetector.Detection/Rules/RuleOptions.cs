using System.ComponentModel;

namespace ActorDetector.Detection.Rules;

/// <summary>What is known to be bad, and is told whatever a model says.</summary>
public sealed record RuleOptions
{
    /// <summary>Words that make a line an anomaly wherever they stand in it. Default none.</summary>
    [Description("A word that makes a line an anomaly, as 'kernel panic'; may be given several times")]
    public IReadOnlyList<string> BadWord { get; init; } = [];

    /// <summary>Regular expressions that make a line an anomaly. Default none.</summary>
    [Description("A regex that makes a line an anomaly; may be given several times")]
    public IReadOnlyList<string> BadPattern { get; init; } = [];

    /// <summary>The least severity, in a line's header, that makes it an anomaly. Default none.</summary>
    [Description("Lines whose header has this severity or a worse one are anomalies")]
    public Severity? BadSeverity { get; init; }
}
