namespace ActorDetector.Detection.Evaluation;

/// <summary>All that an evaluation found, ready to be shown.</summary>
public sealed record EvaluationReport
{
    /// <summary>The inputs that were judged.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Where the labels came from.</summary>
    public required string Labels { get; init; }

    /// <summary>The version of the model that judged.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The g of the next-key model: a key among the g most probable is normal. Unseen templates are anomalies whatever the g; a
    /// session's end has a least probability of its own.</summary>
    public required int G { get; init; }

    /// <summary>Lines judged.</summary>
    public long Lines { get; init; }

    /// <summary>Sessions that have no label, and count nowhere.</summary>
    public long UnlabelledSessions { get; init; }

    /// <summary>Verdicts per session.</summary>
    public required Confusion Sessions { get; init; }

    /// <summary>What the next-key model alone would say at its g; null when it was not asked.</summary>
    public Confusion? NextKey { get; init; }

    /// <summary>Verdicts per line; null where lines have no labels.</summary>
    public Confusion? LineVerdicts { get; init; }

    /// <summary>What each choice of g would have found, by g. For reading only: g is never chosen on test data.</summary>
    public IReadOnlyList<SweepPoint> Sweep { get; init; } = [];

    /// <summary>The sessions ranked by their highest score; null when they were not scored.</summary>
    public Ranking? Ranking { get; init; }

    /// <summary>What plain look-up of count vectors finds in the same sessions; null when training sessions are not known.</summary>
    public Confusion? Baseline { get; init; }

    /// <summary>How many test sessions training saw verbatim; null when training sessions are not known.</summary>
    public VerbatimCounts? Verbatim { get; init; }

    /// <summary>The most surprising sessions that were called anomalous, each of other keys.</summary>
    public IReadOnlyList<FoundSession> Found { get; init; } = [];

    /// <summary>Missed sessions by kind.</summary>
    public IReadOnlyDictionary<string, long> MissesByKind { get; init; } = new Dictionary<string, long>();

    /// <summary>The worst misses and false alarms, worst first.</summary>
    public IReadOnlyList<WrongVerdict> WrongVerdicts { get; init; } = [];
}
