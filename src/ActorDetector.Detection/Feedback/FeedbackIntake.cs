using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Feedback;

/// <summary>What new marks add to those before: the last mark on a session is the one that counts.</summary>
/// <param name="Marked">All marks.</param>
/// <param name="Normal">Distinct sessions newly marked as normal.</param>
/// <param name="Anomalous">Distinct sessions newly marked as anomalous.</param>
/// <param name="Known">Distinct sessions with nothing to be learned from: training had them, or they were marked so before, and the model
/// judges them so.</param>
public sealed record FeedbackIntake(MarkedSessions Marked, int Normal, int Anomalous, int Known)
{
    /// <summary>Takes new marks in.</summary>
    /// <param name="bundle">The model.</param>
    /// <param name="lines">The lines that sessions are places of.</param>
    /// <param name="normal">Sessions marked as normal.</param>
    /// <param name="anomalous">Sessions marked as anomalous.</param>
    /// <exception cref="FeedbackException">A session is marked as both, or cannot be learned from.</exception>
    public static FeedbackIntake Of(ModelBundle bundle, MarkedCollector lines, IReadOnlyList<ushort[]> normal, IReadOnlyList<ushort[]> anomalous)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(lines);
        HashSet<ushort[]> newNormal = Distinct(normal), newAnomalous = Distinct(anomalous);
        if (newNormal.FirstOrDefault(newAnomalous.Contains) is { } both)
            throw new FeedbackException($"A session of {both.Length:N0} events is marked as normal and as anomalous; it begins with: {lines.Lines[both[0]].Text} - leave it out of one of them.");
        RequireKnown(lines, newNormal);
        HashSet<ushort[]> wasNormal = Distinct(lines.Before(bundle.Marked.Normal)), wasAnomalous = Distinct(lines.Before(bundle.Marked.Anomalous));
        int given = newNormal.Count + newAnomalous.Count;
        var acceptance = new SessionAcceptance(bundle.NextKey, bundle.Combination);
        newNormal.RemoveWhere(session => !wasAnomalous.Contains(session) && IsAccepted(session));
        newAnomalous.ExceptWith(wasAnomalous);
        ushort[][] stayNormal = [.. wasNormal.Where(session => !newAnomalous.Contains(session) && !newNormal.Contains(session))];
        ushort[][] stayAnomalous = [.. wasAnomalous.Where(session => !newNormal.Contains(session))];
        var marked = new MarkedSessions(lines.Lines, [.. stayNormal, .. newNormal], [.. stayAnomalous, .. newAnomalous]);
        RequireRoom(marked);
        RequireDifference(bundle, marked, newAnomalous);
        return new FeedbackIntake(marked, newNormal.Count, newAnomalous.Count, given - newNormal.Count - newAnomalous.Count);

        bool IsAccepted(ushort[] session)
        {
            ushort[] keys = lines.KeysOf(session);
            return (wasNormal.Contains(session) || bundle.Seen.HasSequence(keys)) && acceptance.Accepts(keys);
        }
    }

    private static HashSet<ushort[]> Distinct(IEnumerable<ushort[]> sessions) => new(sessions, SequenceComparer.Instance);

    private static void RequireKnown(MarkedCollector lines, HashSet<ushort[]> normal)
    {
        foreach (ushort[] session in normal)
        {
            int unknown = Array.FindIndex(session, line => lines.Keys[line] == LogKey.Unseen);
            if (unknown >= 0)
                throw new FeedbackException($"A session marked as normal has a line whose template the model does not know: {lines.Lines[session[unknown]].Text} - an update cannot add templates. Train again with such lines among the input, with --feedback and this model to keep what was marked.");
        }
    }

    private static void RequireRoom(MarkedSessions marked)
    {
        if (marked.Normal.Concat(marked.Anomalous).Sum(session => (long)session.Length) > MarkedSessions.MostEvents)
            throw new FeedbackException($"All marked sessions together have more than {MarkedSessions.MostEvents:N0} events: too many to remember. Train again with the normal ones among the input.");
    }

    private static void RequireDifference(ModelBundle bundle, MarkedSessions marked, HashSet<ushort[]> anomalous)
    {
        if (bundle.NextKey.Bounded || anomalous.Count == 0)
            return;
        if (bundle.Rehearsal is not { } learned)
            throw new FeedbackException($"The model {bundle.Version} keeps nothing of its training (rehearsal.safetensors), as it was written by an earlier version of this program: what is anomalous in an unbounded session cannot be told from the rest. Train it again on its logs, then update.");
        foreach (ushort[] session in anomalous)
        {
            MarkedSessions alone = marked with { Anomalous = [session] };
            bool isTold = alone.KeysOfLines(bundle.Templates) is var keys && session.Any(line => keys[line] == LogKey.Unseen);
            if (!isTold && KnownAnomalies.Of(alone, bundle.Templates, bounded: false, bundle.NextKey.Window, learned) is null)
                throw new FeedbackException($"Nothing in a session of {session.Length:N0} events that is marked as anomalous differs from what training had, so it cannot be told; it begins with: {marked.Lines[session[0]].Text}");
        }
    }
}
