namespace ActorDetector.Detection.Workflows;

/// <summary>Joins the turns of a block before and behind a turn that is broken, so that one fault within a loop is one fault.</summary>
internal static class BrokenLoops
{
    /// <summary>The steps of a session with loops joined; the same number of steps where there is nothing to join.</summary>
    public static List<SessionStep> Join(List<SessionStep> steps)
    {
        List<SessionStep> joined = [];
        for (int i = 0; i < steps.Count; i++)
        {
            SessionStep step = steps[i];
            while (NextTurns(steps, i) is > 0 and int next)
            {
                var broken = new SessionStep(StepShapes.Unknown, [[.. steps[(i + 1)..next].SelectMany(gap => gap.Turns).SelectMany(turn => turn)]]);
                step = step with { Turns = [.. step.Turns, .. steps[next].Turns], Broken = [.. step.Broken, broken] };
                i = next;
            }

            joined.Add(step);
        }

        return joined;
    }

    // Where the block of a step goes on, no farther away than two turns of it; 0 for nowhere.
    private static int NextTurns(List<SessionStep> steps, int at)
    {
        int length = steps[at].Turns[0].Count, groups = 0;
        for (int i = at + 1; length > 1 && i < steps.Count && groups <= 2 * length; i++)
        {
            if (steps[i].Shape == steps[at].Shape)
                return i;
            groups += steps[i].Turns.Count * steps[i].Turns[0].Count;
        }

        return 0;
    }
}
