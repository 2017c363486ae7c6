using ActorDetector.Detection.Combination;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Feedback;

/// <summary>Moves a next-key model until marked sessions are accepted, a few steps at a time: only the windows for which a session is not yet
/// accepted are new in them, so that nothing is learned more than it must be.</summary>
internal sealed class NextKeyUpdating
{
    private const int StepsBetween = 5;
    private const double FreshShare = 0.1;

    // A trained network needs no steps as long as those of a new one.
    private const double RateOfTraining = 1.0 / 3;

    private readonly IReadOnlyList<ushort[]> _normal;
    private readonly DetectorCombination _combination;
    private readonly RehearsedLearner _learner;
    private NextKeyModel _current;

    public NextKeyUpdating(NextKeyModel model, DetectorCombination combination, IReadOnlyList<ushort[]> normal, Rehearsal rehearsal, TrainingOptions training)
    {
        (Model, _current, _combination, _normal) = (model, model, combination, normal);
        Acceptance = new SessionAcceptance(model, combination);
        _learner = new RehearsedLearner(
            model.Network,
            RehearsalWindows.Of(model, rehearsal, normal, training.Seed),
            FreshShare,
            training with { LearningRate = training.LearningRate * RateOfTraining });
    }

    /// <summary>The model that accepted most, the earliest of such.</summary>
    public NextKeyModel Model { get; private set; }

    /// <summary>What that model accepts.</summary>
    public SessionAcceptance Acceptance { get; private set; }

    /// <summary>Moves the model.</summary>
    /// <returns>The steps that were tried.</returns>
    public int Run(int maxSteps, Action<int>? progress, CancellationToken stop)
    {
        var acceptance = Acceptance;
        int steps = 0, most = _normal.Count(keys => acceptance.Accepts(keys));
        while (steps < maxSteps && most < _normal.Count)
        {
            WeightedWindows fresh = Refused(acceptance);
            if (fresh.Count == 0)
                break; // other detectors alone refuse what is left
            int now = Math.Min(StepsBetween, maxSteps - steps);
            _learner.Learn(fresh, now, stop);
            steps += now;
            progress?.Invoke(steps);
            _current = _current with { Network = _learner.Network };
            acceptance = new SessionAcceptance(_current, _combination);
            int accepted = _normal.Count(keys => acceptance.Accepts(keys));
            if (accepted > most)
                (most, Model, Acceptance) = (accepted, _current, acceptance);
        }

        return steps;
    }

    private WeightedWindows Refused(SessionAcceptance acceptance)
    {
        var fresh = new WindowCounter(Model.Window);
        foreach (ushort[] keys in _normal)
        {
            double others = acceptance.OtherVotes(keys);
            KeyWindows.Visit(keys, Model.Bounded, Model.Window, pair =>
            {
                double vote = acceptance.Vote(pair);
                if (vote > 0 && vote + others >= DetectorCombination.Whole)
                    fresh.Add(pair[..^1], pair[^1]);
            });
        }

        return fresh.ToWeighted();
    }
}
