using System.Globalization;
using ActorDetector.Detection.Workflows;
using ActorDetector.Output;

namespace ActorDetector.Reports.Workflows;

/// <summary>One task's workflow as it is drawn, with a session's way through it; the same for every notation.</summary>
public sealed class WorkflowDrawing
{
    /// <summary>Most states that are drawn: more cannot be read.</summary>
    public const int MostStates = 100;

    /// <summary>Most steps that are drawn.</summary>
    public const int MostSteps = 300;

    private const int MostCharacters = 56, MostKeys = 24, MostNotes = 12;

    private WorkflowDrawing(string title, IReadOnlyList<bool> states, IReadOnlyList<DrawnStep> steps, int? diverged, IReadOnlyList<string> notes)
    {
        Title = title;
        States = states;
        Steps = steps;
        DivergedState = diverged;
        Notes = notes;
    }

    /// <summary>What it is.</summary>
    public string Title { get; }

    /// <summary>For every state whether a session may end in it; steps lead from lower to higher states.</summary>
    public IReadOnlyList<bool> States { get; }

    /// <summary>The steps.</summary>
    public IReadOnlyList<DrawnStep> Steps { get; }

    /// <summary>The state from which the session diverged; null without one, or where it is not drawn.</summary>
    public int? DivergedState { get; }

    /// <summary>What is wrong with the session, and what was too much to draw.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The drawing of a task.</summary>
    /// <param name="workflow">The workflows.</param>
    /// <param name="task">The number of the task, from 0.</param>
    /// <param name="textOf">The template of a log key.</param>
    /// <param name="diagnosis">The diagnosis of a session that was held against this task; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such task.</exception>
    public static WorkflowDrawing Of(Workflow workflow, int task, Func<ushort, string> textOf, WorkflowDiagnosis? diagnosis = null)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(textOf);
        ArgumentOutOfRangeException.ThrowIfNegative(task);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(task, workflow.Tasks.Count);
        WorkflowTask drawn = workflow.Tasks[task];
        WorkflowDiagnosis? its = diagnosis?.Task == task ? diagnosis : null;
        int states = Math.Min(drawn.States.Count, MostStates);
        Dictionary<(int, int), StepMark> marks = [];
        foreach (WorkflowMove move in its?.Moves ?? [])
            marks[(move.From, move.Step)] = move.Fits ? StepMark.Taken : StepMark.Broken;
        List<DrawnStep> steps = [];
        int left = 0;
        for (int state = 0; state < drawn.States.Count; state++)
        {
            for (int i = 0; i < drawn.States[state].Steps.Count; i++)
            {
                WorkflowStep step = drawn.States[state].Steps[i];
                if (state < states && step.To < states && steps.Count < MostSteps)
                    steps.Add(new DrawnStep(state, step.To, LinesOf(step, textOf), marks.GetValueOrDefault((state, i))));
                else
                    left++;
            }
        }

        List<string> notes = [];
        if (its is { Accepted: false })
            notes.AddRange(NotesOf(its, textOf));
        if (left > 0)
            notes.Add(Text($"{drawn.States.Count - states:N0} more states and {left:N0} more steps are not drawn"));
        return new WorkflowDrawing(
            Text($"Workflow {task + 1} of {workflow.Tasks.Count}: {drawn.Sessions:N0} sessions, {drawn.States.Count:N0} states"),
            [.. drawn.States.Take(states).Select(state => state.CanEnd)],
            steps,
            its is { Accepted: false } && its.State < states ? its.State : null,
            notes);
    }

    private static List<string> LinesOf(WorkflowStep step, Func<ushort, string> textOf)
    {
        List<string> lines = [];
        if (step.IsBlock)
            lines.Add($"block of {step.Groups.Count} steps{Times(step.Turns)}:");
        foreach (IReadOnlyList<StepKey> group in step.Groups)
        {
            if (group.Count > 1)
                lines.Add("in any order:");
            foreach (StepKey key in group)
            {
                if (lines.Count == MostKeys)
                    return [.. lines, "…"];
                string bullet = group.Count > 1 ? "• " : step.IsBlock ? "→ " : "";
                lines.Add($"{bullet}{Printable.Shorten(textOf(key.Key), MostCharacters)}{Times(key.Times)}");
            }
        }

        return lines;
    }

    private static IEnumerable<string> NotesOf(WorkflowDiagnosis diagnosis, Func<ushort, string> textOf)
    {
        foreach (WorkflowDeviation deviation in diagnosis.Deviations.Take(MostNotes))
            yield return Printable.Shorten(WorkflowWords.Of(deviation, key => Printable.Shorten(textOf(key), MostCharacters)), 160);
        if (diagnosis.Deviations.Count > MostNotes)
            yield return Text($"and {diagnosis.Deviations.Count - MostNotes:N0} more");
    }

    private static string Times(CountRange times) => times is (1, 1) ? "" : times.IsLoop ? Text($" ×{times.Least}+ ↻") : Text($" ×{times.Least}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
