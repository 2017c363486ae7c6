using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Detection.Workflows;

/// <summary>How workflows are learned from sessions, and how far they generalise.</summary>
public sealed record WorkflowOptions
{
    /// <summary>Sessions at least this similar are one task: twice the longest common subsequence by the sum of the lengths, 0 to 1. Default 0.8.</summary>
    [Description("Sessions at least this similar are one task: twice the longest common subsequence by the sum of the lengths")]
    [Range(0.0, 1.0)]
    public double WorkflowSimilarity { get; init; } = 0.8;

    /// <summary>Longest repeated block that counts as a loop, in steps; 1 knows only the repeats of one step. Default 10.</summary>
    [Description("Longest repeated block of a session that counts as a loop, in steps; 1 knows only the repeats of one step")]
    [Range(1, 64)]
    public int WorkflowBackSteps { get; init; } = 10;

    /// <summary>Most tasks; sessions like none of them join the most similar one. Default 64.</summary>
    [Description("Most tasks; sessions like none of them join the most similar one")]
    [Range(1, 256)]
    public int WorkflowMostTasks { get; init; } = 64;

    /// <summary>Most states of all tasks together, before the merging of suffixes; sessions that need more are counted and known only
    /// word for word. Default 50,000.</summary>
    [Description("Most states of all workflows together; sessions that need more are counted, and known only word for word")]
    [Range(2, 1_000_000)]
    public int WorkflowMostStates { get; init; } = 50_000;

    /// <summary>Most log keys of all distinct sessions together; the rarest sessions beyond are counted and not learned from.
    /// Default 20 million.</summary>
    [Description("Most log keys of all distinct sessions together; the rarest sessions beyond are counted and not learned from")]
    [Range(1, CountRange.MostTimes)]
    public int WorkflowMostKeys { get; init; } = 20_000_000;

    /// <summary>Whether a session that only began as a training session did is refused even where it is another order of the steps of a
    /// whole session, or a loop with fewer turns. Default on.</summary>
    [Description("Refuse every session that stops within a training session, even where it is another order of the steps of a whole one")]
    public bool WorkflowStrictEnds { get; init; } = true;
}
