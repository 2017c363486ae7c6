using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Workflows;

/// <summary>A distinct session that workflows are learned from.</summary>
/// <param name="Keys">Its log keys in order.</param>
/// <param name="Count">How many sessions had exactly these.</param>
internal sealed record WorkflowSession(ReadOnlyMemory<ushort> Keys, long Count)
{
    /// <summary>The sessions that are not empty: most frequent first, then by their keys, so that the input's order makes no difference.</summary>
    public static List<WorkflowSession> Of(WeightedSessions sessions)
    {
        List<WorkflowSession> all = [.. sessions.Sequences.Zip(sessions.Weights, (keys, weight) => new WorkflowSession(keys, (long)weight))];
        all.RemoveAll(session => session.Keys.Length == 0);
        all.Sort((one, other) =>
            one.Count != other.Count ? other.Count.CompareTo(one.Count) : one.Keys.Span.SequenceCompareTo(other.Keys.Span));
        return all;
    }
}
