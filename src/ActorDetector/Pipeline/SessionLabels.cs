using ActorDetector.CommandLine;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.Training;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Formats.Sequences;

namespace ActorDetector.Pipeline;

/// <summary>The truth about sessions: their labels in a file, or those of their lines.</summary>
/// <param name="bySession">The labels in the file; null when lines are labelled.</param>
internal sealed class SessionLabels(IReadOnlyDictionary<string, SessionLabel>? bySession)
{
    /// <summary>The truth in a file, or in the lines without one.</summary>
    /// <exception cref="LogInputException">The file cannot be read, or has no such columns.</exception>
    public static SessionLabels Read(string? labels) => new(labels is null ? null : LabelFile.Read(labels));

    /// <summary>Whether labels are there for a log: a file has some, or its lines do. Known once reading it has begun.</summary>
    public bool AreThere(LogInputs inputs) => bySession is not null || (inputs.FirstFormat is { } format && HasLabels(format));

    /// <summary>Does nothing when labels are there for a log, reading which has begun.</summary>
    /// <param name="inputs">The log.</param>
    /// <param name="use">What for, as <c>to evaluate by</c>.</param>
    /// <exception cref="UsageException">Neither a file of labels nor labels in the lines.</exception>
    public void Require(LogInputs inputs, string use)
    {
        if (!AreThere(inputs))
            throw new UsageException($"there is no truth {use}: give --labels FILE with the sessions' labels, or --label-field NAME (fields here: {string.Join(", ", inputs.FirstFormat!.Format.Fields)})");
    }

    /// <summary>The label of a session; null when the file does not name it.</summary>
    /// <param name="entity">Its entity.</param>
    /// <param name="hasLabelledLine">Whether a line of it is labelled an anomaly.</param>
    public SessionLabel? Of(string entity, bool hasLabelledLine) => bySession is null ? new SessionLabel(hasLabelledLine)
        : bySession.TryGetValue(entity, out SessionLabel label) ? label
        : null;

    /// <summary>Whether a session is an anomaly; null when the file does not name it.</summary>
    public bool? IsAnomalous(TrainingSession session) => Of(session.Entity, session.HasLabelledLine)?.IsAnomaly;

    /// <summary>Whether a run of a session's events is an anomaly: by the lines' labels when any of its own lines is labelled, by a file when the
    /// session is; null when the file does not name it.</summary>
    public bool? IsAnomalous(TrainingSession session, int start, int length) =>
        Of(session.Entity, bySession is null && session.Lines.Skip(start).Take(length).Any(line => line.Labelled))?.IsAnomaly;

    // Sequences find their column of labels without being told its name.
    private static bool HasLabels(ResolvedFormat format) => format.Options.LabelField is not null
        || (format.Format is KeySequenceFormat && format.Format.Fields.Contains("label", StringComparer.OrdinalIgnoreCase));
}
