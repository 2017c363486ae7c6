using ActorDetector.Detection.Training;

namespace ActorDetector.Pipeline;

/// <summary>Cuts sessions into windows, which overlap when the step is smaller than they are.</summary>
/// <param name="Events">Events of a window; null for whole sessions.</param>
/// <param name="Step">Events from the start of a window to the start of the next; not more than <paramref name="Events"/>.</param>
internal sealed record ClassifiedWindows(int? Events, int Step)
{
    /// <summary>What is classified, in the plural.</summary>
    public string Name => Events is null ? "sessions" : "windows";

    /// <summary>The windows of a session, first one first. The last one ends with the session, and may be shorter.</summary>
    public IEnumerable<ClassifiedSequence> Cut(TrainingSession session, SessionLabels truth)
    {
        int count = session.Keys.Count;
        if (Events is not { } events)
        {
            yield return new ClassifiedSequence(session, 0, count, truth.IsAnomalous(session));
            yield break;
        }

        for (int start = 0, end = 0; end < count; start += Step)
        {
            end = Math.Min(start + events, count);
            yield return new ClassifiedSequence(session, start, end - start, truth.IsAnomalous(session, start, end - start));
        }
    }
}
