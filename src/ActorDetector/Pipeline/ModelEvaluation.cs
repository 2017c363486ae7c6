using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.NextKey;
using ActorDetector.Logs.Formats.Sequences;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Judges labelled inputs and holds the verdicts against the labels.</summary>
internal static class ModelEvaluation
{
    /// <summary>Evaluates a model.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="inputs">The lines.</param>
    /// <param name="labels">A file with labels by session; null when lines are labelled.</param>
    /// <param name="cacheMegabytes">Memory for predictions.</param>
    /// <param name="progress">Told of the lines read.</param>
    /// <param name="stop">Ends the work.</param>
    public static EvaluationReport Run(
        ModelBundle bundle, LogInputs inputs, string? labels, int cacheMegabytes, WorkProgress progress, CancellationToken stop)
    {
        IReadOnlyDictionary<string, SessionLabel>? bySession = labels is null ? null : LabelFile.Read(labels);
        var detector = new NextKeyDetector(bundle.NextKey, bundle.Manifest.Settings.Sessions, cacheMegabytes);
        var outcomes = new SessionOutcomes();
        Judging.Run(bundle, inputs, detector, progress, block => outcomes.Add(block, detector), () => outcomes.AddEndings(detector), stop);
        EvaluationReport report = Evaluator.Evaluate(bundle, outcomes, LabelOf, inputs.Names, labels ?? "the lines' own labels");
        // A line of sequences is a session: its events have no labels of their own.
        return inputs.FirstFormat?.Format is KeySequenceFormat ? report with { LineVerdicts = null } : report;

        SessionLabel? LabelOf(SessionOutcome session) => bySession is null ? new SessionLabel(session.HasLabelledLine)
            : bySession.TryGetValue(session.Entity, out SessionLabel label) ? label
            : null;
    }
}
