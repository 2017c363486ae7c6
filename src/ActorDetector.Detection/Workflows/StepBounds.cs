namespace ActorDetector.Detection.Workflows;

/// <summary>How often the keys of a step, and the step as a whole, came: over all sessions and turns.</summary>
internal sealed record StepBounds(CountRange Turns, StepKey[][] Groups)
{
    /// <summary>The bounds of one session's step.</summary>
    public static StepBounds Of(SessionStep step)
    {
        StepBounds[] turns = [.. step.Turns.Select(turn => new StepBounds(
            new CountRange(step.Turns.Count, step.Turns.Count),
            [.. turn.Select(group => group.Select(key => new StepKey(key.Key, new CountRange(key.Places.Count, key.Places.Count))).ToArray())]))];
        return turns.Aggregate((one, other) => one.Union(other));
    }

    /// <summary>The bounds that hold both; they are of one shape.</summary>
    public StepBounds Union(StepBounds other) => new(Turns.Union(other.Turns), [.. Groups.Select((group, g) => group.Select((key, k) =>
        key with { Times = key.Times.Union(other.Groups[g][k].Times) }).ToArray())]);

    /// <summary>The step with these bounds.</summary>
    public WorkflowStep ToStep(int to) => new(Groups, Turns, to);
}
