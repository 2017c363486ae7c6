using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Logs;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Runs inputs through a model: every block of events, then the ends of the sessions that are still open.</summary>
internal static class Judging
{
    /// <summary>Judges all inputs.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="inputs">The lines.</param>
    /// <param name="detector">The detector; without open sessions.</param>
    /// <param name="cuts">Counts the sessions that limits closed.</param>
    /// <param name="progress">Told of the lines read.</param>
    /// <param name="judged">Sees each block after it was judged.</param>
    /// <param name="ended">Called when <see cref="LogJudge.Endings"/> holds sessions that were closed.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="LogInputException">An input cannot be read further; what came before was judged, ends too.</exception>
    public static void Run(
        ModelBundle bundle,
        LogInputs inputs,
        LogJudge detector,
        SessionCuts cuts,
        WorkProgress progress,
        Action<EventBlock> judged,
        Action ended,
        CancellationToken stop)
    {
        try
        {
            foreach (ParsedBlock block in inputs.Read(bundle.Templates, stop, bundle.Parameters.Count > 0 ? bundle.Parameters.ParametersOf : null))
            {
                detector.Judge(block.Events);
                judged(block.Events);
                End();
                progress.Report(inputs.Counts.Lines, inputs.Fraction);
            }
        }
        catch (LogInputException)
        {
            JudgeEnds();
            throw;
        }

        JudgeEnds();

        void JudgeEnds()
        {
            while (detector.JudgeEnd())
            {
                stop.ThrowIfCancellationRequested();
                End();
            }
        }

        void End()
        {
            cuts.Add(detector.Endings);
            ended();
        }
    }
}
