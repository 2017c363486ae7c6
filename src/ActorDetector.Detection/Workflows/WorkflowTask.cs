namespace ActorDetector.Detection.Workflows;

/// <summary>The workflow of a task: a finite-state machine of steps, learned from sessions that are similar.</summary>
/// <remarks>What it generalises: concurrent keys may come in any order, a loop may turn more often than training saw, and sessions may
/// combine the numbers of repeats that different training sessions had.</remarks>
public sealed class WorkflowTask
{
    private readonly ConcurrentKeys _concurrent;
    private readonly StepShapes _shapes;
    private readonly int[][] _stepShapes;
    private readonly Dictionary<int, int>[] _next;
    private readonly HashSet<ushort> _keys;

    internal WorkflowTask(ReadOnlyMemory<ushort> first, long sessions, ConcurrentKeys concurrent, StepShapes shapes, WorkflowState[] states)
    {
        First = first;
        Sessions = sessions;
        _concurrent = concurrent;
        _shapes = shapes;
        States = states;
        _stepShapes = [.. states.Select(state => state.Steps.Select(shapes.ShapeOf).ToArray())];
        _next = [.. _stepShapes.Select(of => Enumerable.Range(0, of.Length).ToDictionary(step => of[step]))];
        Totals = [.. states.Select(state => state.Steps.Select(step => new StepTotals(step)).ToArray())];
        _keys = [.. states.SelectMany(state => state.Steps).SelectMany(step => step.Groups).SelectMany(group => group).Select(key => key.Key)];
        Similarity = new SequenceSimilarity(first.Span);
    }

    /// <summary>The most frequent session: what a session is compared with to find its task.</summary>
    public ReadOnlyMemory<ushort> First { get; }

    /// <summary>Training sessions of the task.</summary>
    public long Sessions { get; }

    /// <summary>The states; the first is the start.</summary>
    public IReadOnlyList<WorkflowState> States { get; }

    /// <summary>The pairs of log keys that come in any order, ascending.</summary>
    public IEnumerable<(ushort One, ushort Other)> Concurrent => _concurrent.Pairs;

    internal StepShapes Shapes => _shapes;

    internal SequenceSimilarity Similarity { get; }

    /// <summary>The totals of every state's steps.</summary>
    internal IReadOnlyList<StepTotals[]> Totals { get; }

    /// <summary>Learns the workflow of sessions that are one task.</summary>
    /// <param name="sessions">The sessions, most frequent first.</param>
    /// <param name="backSteps">Longest block of a loop.</param>
    /// <param name="mostStates">Most states before those with the same futures become one.</param>
    /// <param name="used">Becomes the states used of those.</param>
    /// <param name="leftOut">Becomes the distinct sessions that needed more.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The workflow; null when every session needed more states.</returns>
    internal static WorkflowTask? Learn(
        List<WorkflowSession> sessions, int backSteps, int mostStates, out int used, out int leftOut, CancellationToken cancellation)
    {
        var concurrent = ConcurrentKeys.Find(sessions, cancellation);
        var shapes = new StepShapes();
        foreach (WorkflowSession session in sessions)
            shapes.Learn(StepGroups.Of(session.Keys.Span, concurrent), backSteps);
        var machine = new StepMachine();
        leftOut = 0;
        foreach (WorkflowSession session in sessions)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!machine.Add(shapes.Cut(StepGroups.Of(session.Keys.Span, concurrent)), mostStates))
                leftOut++;
        }

        bool any = leftOut < sessions.Count;
        used = any ? machine.Count : 0;
        return !any ? null : new WorkflowTask(sessions[0].Keys, sessions.Sum(session => session.Count), concurrent, shapes, machine.ToStates());
    }

    /// <summary>Whether a session leads from the start to a state where it may end.</summary>
    public bool Accepts(ReadOnlySpan<ushort> keys)
    {
        foreach (ushort key in keys)
        {
            if (!_keys.Contains(key))
                return false;
        }

        List<SessionStep> steps = Cut(keys);
        return Walk(steps, out int state) == steps.Count && States[state].CanEnd;
    }

    /// <summary>A session as steps.</summary>
    internal List<SessionStep> Cut(ReadOnlySpan<ushort> keys) => _shapes.Cut(StepGroups.Of(keys, _concurrent));

    /// <summary>How many steps lead on from the start, and to which state.</summary>
    internal int Walk(List<SessionStep> steps, out int state)
    {
        state = 0;
        for (int i = 0; i < steps.Count; i++)
        {
            int step = StepOf(steps[i], state);
            if (step < 0)
                return i;
            state = States[state].Steps[step].To;
        }

        return steps.Count;
    }

    /// <summary>The place among a state's steps of the one that has the shape of a session's step, and its bounds; −1 for none.</summary>
    internal int StepOf(SessionStep session, int state) =>
        _next[state].TryGetValue(session.Shape, out int step) && Fits(session, States[state].Steps[step]) ? step : -1;

    private static bool Fits(SessionStep step, WorkflowStep of)
    {
        if (step.Broken.Count > 0 || of.Turns.Excess(step.Turns.Count) != 0)
            return false;
        foreach (IReadOnlyList<IReadOnlyList<KeyPlaces>> turn in step.Turns)
        {
            for (int g = 0; g < turn.Count; g++)
            {
                for (int k = 0; k < turn[g].Count; k++)
                {
                    if (of.Groups[g][k].Times.Excess(turn[g][k].Places.Count) != 0)
                        return false;
                }
            }
        }

        return true;
    }
}
