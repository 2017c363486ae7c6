using ActorDetector.Detection.Training;

namespace ActorDetector.Pipeline;

/// <summary>The sessions of a comparison: what is learned from and what is judged.</summary>
/// <param name="Training">Normal sessions to learn from, in the order of opening.</param>
/// <param name="Labelled">All sessions of the training part with their labels, for detectors that learn from both.</param>
/// <param name="Judged">Sessions to judge, with their labels.</param>
/// <param name="Bounded">Whether sessions end by themselves.</param>
/// <param name="HasOrder">Whether the keys of a session have an order.</param>
/// <param name="Days">Days from the first to the last line judged; null when the log has no times.</param>
/// <param name="Templates">Templates mined.</param>
internal sealed record ComparedSessions(
    IReadOnlyList<TrainingSession> Training,
    IReadOnlyList<(TrainingSession Session, bool Anomalous)> Labelled,
    IReadOnlyList<(TrainingSession Session, bool Anomalous)> Judged,
    bool Bounded,
    bool HasOrder,
    double? Days,
    int Templates);
