using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.Training;
using ActorDetector.Logs;

namespace ActorDetector.Pipeline;

/// <summary>What is known of sessions: their labels in a file, or those of their lines.</summary>
/// <param name="bySession">The labels in the file; null when lines are labelled.</param>
internal sealed class SessionTruth(IReadOnlyDictionary<string, SessionLabel>? bySession)
{
    /// <summary>The truth in a file, or in the lines without one.</summary>
    /// <exception cref="LogInputException">The file cannot be read, or has no such columns.</exception>
    public static SessionTruth Read(string? labels) => new(labels is null ? null : LabelFile.Read(labels));

    /// <summary>Whether labels are there for a log: a file has some, or its lines do. Known once reading it has begun.</summary>
    public bool IsThere(LogInputs inputs) => bySession is not null || inputs.FirstFormat is { } format && ModelEvaluation.HasLabels(format);

    /// <summary>Whether a session is an anomaly; null when the file does not name it.</summary>
    public bool? IsAnomalous(TrainingSession session) => bySession is null ? session.HasLabelledLine : InFile(session);

    /// <summary>Whether a run of a session's events is an anomaly: by the lines' labels when any of its own lines is labelled, by a file when the session
    /// is; null when the file does not name it.</summary>
    public bool? IsAnomalous(TrainingSession session, int start, int length) =>
        bySession is null ? session.Lines.Skip(start).Take(length).Any(line => line.Labelled) : InFile(session);

    private bool? InFile(TrainingSession session) => bySession!.TryGetValue(session.Entity, out SessionLabel label) ? label.IsAnomaly : null;
}
