using System.Runtime.InteropServices;

namespace ActorDetector.Detection.Workflows;

/// <summary>The way through a task's workflow that is nearest to a session: the fewest keys skipped, added or too many.</summary>
/// <remarks>Dynamic programming over the session's steps and the states, in which steps lead forward only. Where both are so many that the
/// table would be over its bound, it begins where the session diverged and goes as far as the table.</remarks>
internal sealed class Alignment
{
    private const int MostCells = 250_000;

    private readonly List<AlignedStep> _path = [];

    private Alignment(long cost) => Cost = cost;

    /// <summary>Keys that are missing or too many.</summary>
    public long Cost { get; }

    /// <summary>The way, in order.</summary>
    public IReadOnlyList<AlignedStep> Path => _path;

    /// <summary>Finds the way.</summary>
    public static Alignment Of(WorkflowTask task, ReadOnlySpan<ushort> keys)
    {
        List<SessionStep> steps = task.Cut(keys);
        Alignment plain = Of(task, steps);
        List<SessionStep> joined = BrokenLoops.Join(steps);
        if (plain.Cost == 0 || joined.Count == steps.Count)
            return plain;
        Alignment healed = Of(task, joined);
        return healed.Cost < plain.Cost ? healed : plain;
    }

    private static Alignment Of(WorkflowTask task, List<SessionStep> steps)
    {
        int states = task.States.Count, from = 0, state = 0, count = steps.Count;
        if ((long)(count + 1) * states > MostCells)
        {
            from = task.Walk(steps, out state);
            count = Math.Min(steps.Count - from, Math.Max(1, (MostCells / states) - 1));
            count = Math.Min(count, steps.Count - from);
        }

        bool whole = from + count == steps.Count;
        var table = new AlignmentTable(task, steps.GetRange(from, count), state);
        int end = table.Fill(whole);
        var alignment = new Alignment(table.CostAt(count, end));
        alignment.Replay(task, steps, from);
        alignment._path.AddRange(CollectionsMarshal.AsSpan(table.PathTo(end)));
        return alignment;
    }

    // What leads to the point of divergence fits, step by step.
    private void Replay(WorkflowTask task, List<SessionStep> steps, int until)
    {
        int state = 0;
        for (int i = 0; i < until; i++)
        {
            int step = task.StepOf(steps[i], state);
            _path.Add(new AlignedStep(state, step, steps[i], Fits: true));
            state = task.States[state].Steps[step].To;
        }
    }
}
