namespace ActorDetector.Detection.Workflows;

/// <summary>What is right and wrong with a session, held against the workflow that it is nearest to.</summary>
public sealed record WorkflowDiagnosis
{
    /// <summary>Whether the session is a whole one.</summary>
    public required bool Accepted { get; init; }

    /// <summary>The number of the task that it was held against, from 0.</summary>
    public required int Task { get; init; }

    /// <summary>Where in the session it diverged, from 0; the session's length if it ended too early, −1 if it is accepted.</summary>
    public int DivergedAt { get; init; } = -1;

    /// <summary>The state from which it diverged.</summary>
    public int State { get; init; }

    /// <summary>The steps that were possible in that state.</summary>
    public IReadOnlyList<WorkflowStep> Possible { get; init; } = [];

    /// <summary>Whether the session might have ended in that state.</summary>
    public bool CouldEnd { get; init; }

    /// <summary>What was skipped, repeated, added, out of order, or not reached, in the order of the workflow.</summary>
    public IReadOnlyList<WorkflowDeviation> Deviations { get; init; } = [];

    /// <summary>The way through the workflow.</summary>
    public IReadOnlyList<WorkflowMove> Moves { get; init; } = [];

    /// <summary>How many keys are missing, too many or out of order; 0 for an accepted session.</summary>
    public int Score => Deviations.Sum(deviation => deviation.Times);

    internal static WorkflowDiagnosis OfAccepted(int task, Alignment alignment) =>
        new() { Accepted = true, Task = task, Moves = MovesOf(alignment) };

    // A whole session by the machine, but in training every session that began so went on.
    internal static WorkflowDiagnosis OfBeginning(int number, WorkflowTask task, Alignment alignment, int length, IReadOnlyList<ushort> next)
    {
        int state = alignment.Path.Count == 0 ? 0 : task.States[alignment.Path[^1].State].Steps[alignment.Path[^1].Step].To;
        return new()
        {
            Accepted = false,
            Task = number,
            DivergedAt = length,
            State = state,
            Possible = [.. next.Select(key => new WorkflowStep([[new StepKey(key, new CountRange(1, 1))]], new CountRange(1, 1), state))],
            Deviations = [new WorkflowDeviation(DeviationKind.EndedEarly, LogKey.End, 1, length)],
            Moves = MovesOf(alignment),
        };
    }

    internal static WorkflowDiagnosis Of(int number, WorkflowTask task, Alignment alignment, int length)
    {
        IReadOnlyList<(WorkflowDeviation Found, int State)> deviations = new Deviations(task, alignment.Path, length).All;
        WorkflowState state = task.States[deviations[0].State];
        return new()
        {
            Accepted = false,
            Task = number,
            DivergedAt = deviations[0].Found.Index,
            State = deviations[0].State,
            Possible = state.Steps,
            CouldEnd = state.CanEnd,
            Deviations = [.. deviations.Select(one => one.Found)],
            Moves = MovesOf(alignment),
        };
    }

    private static WorkflowMove[] MovesOf(Alignment alignment) =>
        [.. alignment.Path.Where(aligned => aligned.Step >= 0).Select(aligned => new WorkflowMove(aligned.State, aligned.Step, aligned.Fits))];
}
