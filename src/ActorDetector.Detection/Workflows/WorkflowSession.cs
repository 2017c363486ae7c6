using ActorDetector.Detection.Training;

namespace ActorDetector.Detection.Workflows;

/// <summary>A distinct session that workflows are learned from.</summary>
/// <param name="Keys">Its log keys in order.</param>
/// <param name="Count">How many sessions had exactly these.</param>
public sealed record WorkflowSession(ReadOnlyMemory<ushort> Keys, long Count)
{
    /// <summary>The sessions that ended by themselves; one that was cut is no example of a whole one.</summary>
    public static IEnumerable<WorkflowSession> Of(IEnumerable<TrainingSession> sessions) =>
        sessions.Where(session => session.Ended).Select(session => new WorkflowSession(session.Keys.ToArray(), 1));
}
