namespace ActorDetector.Detection.Evaluation;

/// <summary>All detectors on the same sessions.</summary>
public sealed record ComparisonReport
{
    /// <summary>The inputs that were learned from.</summary>
    public required IReadOnlyList<string> TrainingInputs { get; init; }

    /// <summary>The inputs that were judged.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Where the labels came from.</summary>
    public required string Labels { get; init; }

    /// <summary>Normal sessions learned from.</summary>
    public required long TrainingSessions { get; init; }

    /// <summary>Sessions judged that are normal.</summary>
    public required long NormalSessions { get; init; }

    /// <summary>Sessions judged that are anomalies.</summary>
    public required long AnomalousSessions { get; init; }

    /// <summary>Days from the first to the last line judged; null when the log has no times.</summary>
    public double? Days { get; init; }

    /// <summary>What each detector reached.</summary>
    public required IReadOnlyList<DetectorResult> Results { get; init; }
}
