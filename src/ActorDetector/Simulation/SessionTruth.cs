using CsvHelper.Configuration.Attributes;

namespace ActorDetector.Simulation;

/// <summary>The truth about a session of the live log: a row of <c>labels.csv</c>.</summary>
internal sealed record SessionTruth
{
    /// <summary>The identifier.</summary>
    [Name("session")]
    public required string Session { get; init; }

    /// <summary>1 for an anomaly, 0 for a normal session.</summary>
    [Name("label")]
    public int Label => Kind == InjectedKind.None ? 0 : 1;

    /// <summary>What was done to it.</summary>
    [Name("kind")]
    public InjectedKind Kind { get; init; }

    /// <summary>The number of its first line, from 1.</summary>
    [Name("first_line")]
    public long FirstLine { get; init; }

    /// <summary>The number of the first line that shows the anomaly.</summary>
    [Name("anomaly_line")]
    public long? AnomalyLine { get; set; }
}
