namespace ActorDetector.Detection.Workflows;

/// <summary>Groups sessions into tasks: each joins the most similar task that is similar enough, or begins one.</summary>
/// <remarks>A task is compared with by its first session. Sessions come most frequent first, so that the tasks are the usual ones, and
/// the result does not hang on the input's order. At most sessions × tasks comparisons.</remarks>
internal static class TaskGrouping
{
    /// <summary>The tasks in the order of their first sessions.</summary>
    /// <param name="sessions">Distinct sessions, most frequent first.</param>
    /// <param name="options">The similarity, and the most tasks.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static List<List<WorkflowSession>> Group(
        IReadOnlyList<WorkflowSession> sessions, WorkflowOptions options, CancellationToken cancellation)
    {
        List<List<WorkflowSession>> tasks = [];
        List<SequenceSimilarity> firsts = [];
        foreach (WorkflowSession session in sessions)
        {
            cancellation.ThrowIfCancellationRequested();
            bool full = tasks.Count == options.WorkflowMostTasks;
            int task = MostSimilar(firsts, session.Keys.Span, full ? 0 : options.WorkflowSimilarity);
            if (task < 0)
            {
                task = tasks.Count;
                tasks.Add([]);
                firsts.Add(new SequenceSimilarity(session.Keys.Span));
            }

            tasks[task].Add(session);
        }

        return tasks;
    }

    private static int MostSimilar(List<SequenceSimilarity> firsts, ReadOnlySpan<ushort> keys, double least)
    {
        int best = -1;
        for (int i = 0; i < firsts.Count; i++)
        {
            double similarity = firsts[i].To(keys, least);
            if (similarity > least || (similarity == least && best < 0))
                (best, least) = (i, similarity);
        }

        return best;
    }
}
