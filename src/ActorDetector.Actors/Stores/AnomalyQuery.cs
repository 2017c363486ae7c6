using ActorDetector.Detection;

namespace ActorDetector.Actors.Stores;

/// <summary>Which anomalies are asked for; all conditions hold together.</summary>
public sealed record AnomalyQuery
{
    /// <summary>Lines that arrived at or after: ticks UTC.</summary>
    public long? From { get; init; }

    /// <summary>Lines that arrived before: ticks UTC.</summary>
    public long? Until { get; init; }

    /// <summary>Of this entity.</summary>
    public string? Entity { get; init; }

    /// <summary>Of this kind.</summary>
    public AnomalyKind? Kind { get; init; }

    /// <summary>Of at least this score.</summary>
    public double? LeastScore { get; init; }

    /// <summary>With numbers below this: the next page, newest first. Null for the first page.</summary>
    public long? Before { get; init; }

    /// <summary>Most anomalies of a page.</summary>
    public int Limit { get; init; } = 100;
}
