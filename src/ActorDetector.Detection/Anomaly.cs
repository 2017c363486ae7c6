namespace ActorDetector.Detection;

/// <summary>A verdict worth telling: the line that broke the pattern, and what was expected in its place.</summary>
public sealed record Anomaly
{
    /// <summary>Names the anomaly: the same input and model give the same id.</summary>
    public required string Id { get; init; }

    /// <summary>The line's time; null when the log does not tell.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The host, device or block that the line belongs to.</summary>
    public required string Entity { get; init; }

    /// <summary>The entity's session that the line belongs to.</summary>
    public required string Session { get; init; }

    /// <summary>The input that the line came from.</summary>
    public required string Source { get; init; }

    /// <summary>The number of the line in its source, from 1.</summary>
    public required long LineNumber { get; init; }

    /// <summary>The line as it arrived, bytes that are not UTF-8 replaced; its template where a session ended so long after the line that it is
    /// no longer at hand.</summary>
    public required string Raw { get; init; }

    /// <summary>The line's template; null when training never saw it.</summary>
    public string? Template { get; init; }

    /// <summary>The line's log key; <see cref="Detection.LogKey.End"/> for a session that ended too early.</summary>
    public required int LogKey { get; init; }

    /// <summary>The detector that found it, as <c>next-key</c>.</summary>
    public required string Detector { get; init; }

    /// <summary>All detectors that agreed; <see cref="Detector"/> is one of them.</summary>
    public required IReadOnlyList<string> Detectors { get; init; }

    /// <summary>In what way the pattern was broken.</summary>
    public required AnomalyKind Kind { get; init; }

    /// <summary>How surprising it is, in nats: minus the logarithm of the probability, that of the votes where a whole session is meant.
    /// Anomalies are ranked by it.</summary>
    public required double Score { get; init; }

    /// <summary>The log key's place among all by probability, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>How probable the log key was, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>What was expected instead, most probable first.</summary>
    public IReadOnlyList<ExpectedTemplate> Expected { get; init; } = [];

    /// <summary>The version of the model that judged.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The verdict in a sentence.</summary>
    public required string Explanation { get; init; }
}
