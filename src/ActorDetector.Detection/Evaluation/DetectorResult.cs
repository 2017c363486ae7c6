namespace ActorDetector.Detection.Evaluation;

/// <summary>What one detector reached in a comparison.</summary>
public sealed record DetectorResult
{
    /// <summary>The detector.</summary>
    public required string Name { get; init; }

    /// <summary>What it finds, in a few words.</summary>
    public required string Summary { get; init; }

    /// <summary>Verdicts per session, by a threshold from training data alone.</summary>
    public Confusion Sessions { get; init; }

    /// <summary>The sessions ranked by its score; null when it was not measured.</summary>
    public Ranking? Ranking { get; init; }

    /// <summary>The score above which a session is anomalous.</summary>
    public double Threshold { get; init; }

    /// <summary>Seconds of training, the choice of the threshold included.</summary>
    public double TrainSeconds { get; init; }

    /// <summary>Events judged a second; each distinct session is judged once.</summary>
    public double EventsPerSecond { get; init; }

    /// <summary>Bytes that the trained detector takes in a bundle.</summary>
    public long Bytes { get; init; }

    /// <summary>Why it was not measured; null when it was.</summary>
    public string? Skipped { get; init; }
}
