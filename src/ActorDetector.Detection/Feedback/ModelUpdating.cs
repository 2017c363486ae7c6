using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Feedback;

/// <summary>Makes a model accept what a person marked as normal, without training it anew: detectors of sessions learn from the marked sessions
/// beside those of training, and the next-key model is moved by a few steps on the marked windows, mixed with rehearsal of what it knew.</summary>
/// <remarks>DeepLog, section 3.4, moves the weights by each false positive alone; here what was learned before is rehearsed beside it.</remarks>
public static class ModelUpdating
{
    /// <summary>Updates a model; the bundle is not changed.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="normal">The log keys of all sessions that were ever marked as normal.</param>
    /// <param name="rules">How far the model may be moved.</param>
    /// <param name="progress">Told of the steps done.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="FeedbackException">The bundle keeps nothing of its training, or a session has a template that it does not know.</exception>
    public static UpdatedModel Run(
        ModelBundle bundle, IReadOnlyList<ushort[]> normal, UpdateRules rules, Action<int>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(normal);
        ArgumentNullException.ThrowIfNull(rules);
        Rehearsal rehearsal = bundle.Rehearsal ?? throw new FeedbackException(
            $"The model {bundle.Version} keeps nothing of its training (rehearsal.safetensors), as it was written by an earlier version of this program: what it knows could not be rehearsed. Train it again on its logs, then update.");
        if (normal.Any(keys => keys.Contains(LogKey.Unseen)))
            throw new FeedbackException("A session marked as normal has a template that the model does not know. Train again with its lines among the input.");
        var before = new SessionAcceptance(bundle.NextKey, bundle.Combination);
        (DetectorCombination combination, IReadOnlyList<string> retrained) = Retrain(bundle, rehearsal, normal, stop);
        var updating = new NextKeyUpdating(bundle.NextKey, combination, normal, rehearsal, bundle.Manifest.Settings.Training);
        int steps = updating.Run(rules.MaxSteps, progress, stop);
        SessionAcceptance after = updating.Acceptance;
        (AcceptedCount heldBack, int forgotten) = HeldBack(bundle, before, after);
        var accepted = new AcceptedCount(normal.Count, normal.Count(keys => before.Accepts(keys)), normal.Count(keys => after.Accepts(keys)));
        return new UpdatedModel(updating.Model, combination, retrained, steps, accepted, heldBack, forgotten);
    }

    private static (DetectorCombination Combination, IReadOnlyList<string> Retrained) Retrain(
        ModelBundle bundle, Rehearsal rehearsal, IReadOnlyList<ushort[]> normal, CancellationToken stop)
    {
        if (!bundle.NextKey.Bounded || normal.Count == 0)
            return (bundle.Combination, []);
        var sessions = new WeightedSessions(bundle.NextKey.Keys);
        for (int number = 0; number < rehearsal.Sequences.Count; number++)
            sessions.Add(rehearsal.Sequences[number], rehearsal.Weights[number]);
        foreach (ushort[] keys in normal)
            sessions.Add(keys);
        var terms = new SessionTrainingTerms(bundle.Manifest.Settings.Training.Seed, Labels: null, stop);
        var counter = new SessionCounter(bundle.NextKey.Keys);
        List<VotingDetector> detectors = [];
        List<string> retrained = [];
        foreach (VotingDetector voter in bundle.Combination.Detectors)
        {
            stop.ThrowIfCancellationRequested();
            if (voter.Scale.IsSilent || !normal.Any(keys => voter.Scale.Counts(voter.Detector.Score(counter.View(keys)))))
            {
                detectors.Add(voter);
                continue;
            }

            retrained.Add(voter.Name);
            detectors.Add(voter with { Detector = SessionDetectors.Find(voter.Name)!.Train(sessions, bundle.OptionsOf(voter.Name), terms) });
        }

        return (bundle.Combination with { Detectors = detectors }, retrained);
    }

    private static (AcceptedCount Accepted, int Forgotten) HeldBack(ModelBundle bundle, SessionAcceptance before, SessionAcceptance after)
    {
        IReadOnlyList<ushort[]> kept = bundle.Rehearsal!.Sequences;
        int all = 0, acceptedBefore = 0, acceptedAfter = 0, forgotten = 0;
        foreach (ushort[] keys in kept.Where((_, number) => HeldBackPart.Has(number, kept.Count)))
        {
            bool was = Accepts(before, keys), remains = Accepts(after, keys);
            all++;
            acceptedBefore += was ? 1 : 0;
            acceptedAfter += remains ? 1 : 0;
            forgotten += was && !remains ? 1 : 0;
        }

        return (new AcceptedCount(all, acceptedBefore, acceptedAfter), forgotten);

        bool Accepts(SessionAcceptance acceptance, ushort[] keys) =>
            bundle.NextKey.Bounded ? acceptance.Accepts(keys) : acceptance.AcceptsWindow(keys);
    }
}
