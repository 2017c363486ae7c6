using ActorDetector.CommandLine;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Evaluation;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Rules;
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
    /// <param name="rules">What is known to be bad.</param>
    /// <param name="cuts">Counts the sessions that limits closed.</param>
    /// <param name="progress">Told of the lines read.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="UsageException">Neither a file of labels nor labels in the lines.</exception>
    public static EvaluationReport Run(
        ModelBundle bundle, LogInputs inputs, string? labels, int cacheMegabytes, RuleOptions rules, SessionCuts cuts, WorkProgress progress, CancellationToken stop)
    {
        SessionLabels truth = SessionLabels.Read(labels);
        var detector = bundle.CreateJudge(cacheMegabytes, rules);
        var outcomes = new SessionOutcomes(bundle.NextKey.MaxEndSurprise);
        Judging.Run(bundle, inputs, detector, cuts, progress, Add, () => outcomes.AddEndings(detector), stop);
        EvaluationReport report = Evaluator.Evaluate(bundle, outcomes, session => truth.Of(session.Entity, session.HasLabelledLine), inputs.Names, labels ?? "the lines' own labels");
        // A line of sequences is a session: its events have no labels of their own.
        return inputs.FirstFormat?.Format is KeySequenceFormat ? report with { LineVerdicts = null } : report;

        void Add(EventBlock block)
        {
            if (block.Count > 0)
                truth.Require(inputs, "to evaluate by");
            outcomes.Add(block, detector);
        }
    }
}
