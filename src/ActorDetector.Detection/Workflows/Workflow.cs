using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Training;

namespace ActorDetector.Detection.Workflows;

/// <summary>The workflows of all tasks of a log: which sessions are whole, and what is wrong with one that is not.</summary>
/// <remarks>DeepLog (Du et al., CCS 2017), section 4. Unlike there, tasks are told apart by the similarity of whole sessions, concurrency by
/// the orders that training had, and every training session is accepted and every other session that stops within one refused.</remarks>
public sealed class Workflow
{
    /// <summary>Most tasks that a refused session is held against, the most similar first.</summary>
    private const int MostAligned = 4;

    private readonly KnownSessions _known;

    internal Workflow(KnownSessions known, IReadOnlyList<WorkflowTask> tasks, bool strictEnds, long knownOnly, long leftOut)
    {
        _known = known;
        Tasks = tasks;
        StrictEnds = strictEnds;
        KnownOnly = knownOnly;
        LeftOut = leftOut;
    }

    /// <summary>The tasks, by their most frequent sessions.</summary>
    public IReadOnlyList<WorkflowTask> Tasks { get; }

    /// <summary>Distinct training sessions.</summary>
    public int DistinctSessions => _known.Sorted.Count;

    /// <summary>Distinct training sessions that are known word for word only: there were more states than
    /// <see cref="WorkflowOptions.WorkflowMostStates"/>.</summary>
    public long KnownOnly { get; }

    /// <summary>Distinct training sessions not learned from: they had more keys than <see cref="WorkflowOptions.WorkflowMostKeys"/>.</summary>
    public long LeftOut { get; }

    /// <summary>Whether a session that stops within a training session is always refused.</summary>
    public bool StrictEnds { get; }

    internal KnownSessions Known => _known;

    /// <summary>Learns workflows. The order of the sessions makes no difference.</summary>
    /// <param name="sessions">Whole sessions; an empty one is passed over.</param>
    /// <param name="options">How far they generalise.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="TrainingException">There is no session.</exception>
    public static Workflow Learn(WeightedSessions sessions, WorkflowOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(options);
        List<WorkflowSession> distinct = WorkflowSession.Of(sessions);
        long keys = 0;
        List<WorkflowSession> learned = [];
        foreach (WorkflowSession session in distinct)
        {
            if (keys + session.Keys.Length > options.WorkflowMostKeys)
                continue;
            keys += session.Keys.Length;
            learned.Add(session);
        }

        if (learned.Count == 0)
        {
            throw new TrainingException(distinct.Count == 0
                ? "there is no session to learn a workflow from; give sessions that end by themselves, or do without the workflow."
                : $"every session has more than --workflow-most-keys {options.WorkflowMostKeys} keys; allow more.");
        }

        List<WorkflowTask> tasks = [];
        int states = options.WorkflowMostStates;
        long knownOnly = 0;
        foreach (List<WorkflowSession> task in TaskGrouping.Group(learned, options, cancellation))
        {
            if (WorkflowTask.Learn(task, options.WorkflowBackSteps, states, out int used, out int left, cancellation) is { } workflow)
                tasks.Add(workflow);
            states -= used;
            knownOnly += left;
        }

        if (tasks.Count == 0)
            throw new TrainingException($"no session fits into --workflow-most-states {options.WorkflowMostStates}; allow more.");
        return new Workflow(
            new KnownSessions(learned.Select(session => session.Keys)),
            tasks,
            options.WorkflowStrictEnds,
            knownOnly,
            distinct.Count - learned.Count);
    }

    /// <summary>Whether a session is a whole one: a training session, or what a task's workflow accepts.</summary>
    public bool Accepts(ReadOnlySpan<ushort> keys)
    {
        if (_known.Has(keys))
            return true;
        if (StrictEnds && _known.IsBeginning(keys))
            return false;
        foreach (WorkflowTask task in Tasks)
        {
            if (task.Accepts(keys))
                return true;
        }

        return false;
    }

    /// <summary>What is right and wrong with a session.</summary>
    public WorkflowDiagnosis Diagnose(ReadOnlySpan<ushort> keys)
    {
        bool accepted = Accepts(keys);
        ushort[] session = keys.ToArray();
        int best = -1;
        Alignment? alignment = null;
        foreach (int task in Similar(session))
        {
            Alignment its = Alignment.Of(Tasks[task], session);
            if (alignment is null || its.Cost < alignment.Cost)
                (best, alignment) = (task, its);
            if (its.Cost == 0)
                break;
        }

        if (accepted)
            return WorkflowDiagnosis.OfAccepted(best, alignment!);
        return alignment!.Cost > 0
            ? WorkflowDiagnosis.Of(best, Tasks[best], alignment, session.Length)
            : WorkflowDiagnosis.OfBeginning(best, Tasks[best], alignment, session.Length, _known.NextAfter(session));
    }

    // Every task that accepts it comes first; then the most similar ones.
    private IEnumerable<int> Similar(ushort[] keys)
    {
        int[] tasks = [.. Enumerable.Range(0, Tasks.Count)];
        return tasks.Where(task => Tasks[task].Accepts(keys)).Take(1)
            .Concat(tasks.OrderByDescending(task => Tasks[task].Similarity.To(keys, 0)).ThenBy(task => task).Take(MostAligned));
    }
}
