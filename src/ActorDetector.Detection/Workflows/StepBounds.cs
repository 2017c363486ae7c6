namespace ActorDetector.Detection.Workflows;

/// <summary>How often the keys of a step, and the step as a whole, came: over all sessions and turns.</summary>
internal sealed record StepBounds(CountRange Turns, StepKey[][] Groups)
{
    /// <summary>The bounds of one session's step.</summary>
    public static StepBounds Of(SessionStep step)
    {
        StepKey[][] groups = [.. step.Turns[0].Select(group =>
            group.Select(key => new StepKey(key.Key, new CountRange(key.Places.Count, key.Places.Count))).ToArray())];
        foreach (IReadOnlyList<IReadOnlyList<KeyPlaces>> turn in step.Turns)
        {
            for (int g = 0; g < groups.Length; g++)
            {
                for (int k = 0; k < groups[g].Length; k++)
                {
                    int count = turn[g][k].Places.Count;
                    groups[g][k] = groups[g][k] with { Times = groups[g][k].Times.Union(new CountRange(count, count)) };
                }
            }
        }

        return new StepBounds(new CountRange(step.Turns.Count, step.Turns.Count), groups);
    }

    /// <summary>The bounds that hold both; they are of one shape.</summary>
    public StepBounds Union(StepBounds other) => new(Turns.Union(other.Turns), [.. Groups.Select((group, g) => group.Select((key, k) =>
        key with { Times = key.Times.Union(other.Groups[g][k].Times) }).ToArray())]);

    /// <summary>The step with these bounds.</summary>
    public WorkflowStep ToStep(int to) => new(Groups, Turns, to);
}
