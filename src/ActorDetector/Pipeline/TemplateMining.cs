using ActorDetector.Detection.Events;
using ActorDetector.Logs.Mining;
using ActorDetector.Output;

namespace ActorDetector.Pipeline;

/// <summary>Lets a miner learn from inputs.</summary>
internal static class TemplateMining
{
    /// <summary>Learns from every line that becomes an event.</summary>
    public static void Learn(LogInputs inputs, TemplateMiner miner, WorkProgress progress, CancellationToken stop)
    {
        foreach (ParsedBlock block in inputs.Read(templates: null, stop))
        {
            EventBlock events = block.Events;
            for (int i = 0; i < events.Count; i++)
            {
                if (events[i].CarriesKey)
                    miner.LearnEventId(events.Content(i));
                else
                    miner.Learn(events.Content(i));
            }

            progress.Report(inputs.Counts.Lines, inputs.Fraction);
        }
    }
}
