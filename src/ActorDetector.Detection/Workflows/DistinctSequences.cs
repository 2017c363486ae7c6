namespace ActorDetector.Detection.Workflows;

/// <summary>Counts equal sessions together.</summary>
internal static class DistinctSequences
{
    /// <summary>The distinct sessions that are not empty: most frequent first, then by their keys, so that the input's order makes no
    /// difference.</summary>
    public static List<WorkflowSession> Of(IEnumerable<WorkflowSession> sessions)
    {
        List<WorkflowSession> sorted = [.. sessions.Where(session => session.Keys.Length > 0)];
        sorted.Sort((one, other) => one.Keys.Span.SequenceCompareTo(other.Keys.Span));
        List<WorkflowSession> distinct = [];
        foreach (WorkflowSession session in sorted)
        {
            if (distinct.Count > 0 && distinct[^1].Keys.Span.SequenceEqual(session.Keys.Span))
                distinct[^1] = distinct[^1] with { Count = distinct[^1].Count + session.Count };
            else
                distinct.Add(session);
        }

        // The sort is stable: sessions of one count stay in the order of their keys.
        return [.. distinct.OrderByDescending(session => session.Count)];
    }
}
