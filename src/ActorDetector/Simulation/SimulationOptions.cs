using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Simulation;

/// <summary>What fleet is simulated.</summary>
public sealed record SimulationOptions
{
    /// <summary>Seed of all randomness: the same options give the same bytes. Default 1.</summary>
    [Description("Seed: the same options give the same bytes")]
    public int Seed { get; init; } = 1;

    /// <summary>Hosts of the fleet: block stores, web servers and compute nodes by turns. Default 12.</summary>
    [Description("Hosts of the fleet: block stores, web servers and compute nodes by turns")]
    [Range(1, 100_000)]
    public int Hosts { get; init; } = 12;

    /// <summary>Lines of the normal log to train with, all of whole sessions. Default 60,000.</summary>
    [Description("Lines of the normal log to train with")]
    [Range(100, int.MaxValue)]
    public int TrainLines { get; init; } = 60_000;

    /// <summary>Lines of the live log with the anomalies, all of whole sessions. Default 60,000.</summary>
    [Description("Lines of the live log, which holds the anomalies")]
    [Range(100, int.MaxValue)]
    public int Lines { get; init; } = 60_000;

    /// <summary>Share of the live log's sessions that are anomalous, 0 to 1. Default 0.03.</summary>
    [Description("Share of the live log's sessions that are anomalous, 0 to 1")]
    [Range(0.0, 1.0)]
    public double AnomalyShare { get; init; } = 0.03;

    /// <summary>Lines a second: of log time, and of real time where the log is written live. Default 200.</summary>
    [Description("Lines a second, of log time and (written live) of real time")]
    [Range(1.0, 1_000_000.0)]
    public double Rate { get; init; } = 200;

    /// <summary>Time of the live log's first line; the normal log is from the days before. Default 2026-01-05 08:00 UTC.</summary>
    [Description("Time of the live log's first line, as 2026-01-05T08:00:00Z; the normal log is from the days before")]
    [Range(typeof(DateTimeOffset), "1970-01-01T00:00:00Z", "2200-01-01T00:00:00Z", ParseLimitsInInvariantCulture = true)]
    public DateTimeOffset Start { get; init; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
}
